import { createHmac } from "node:crypto"
import { join } from "node:path"
import { NO_SCAN } from "@/lib/ports/virus-scan.ts"
import type { DatabaseUrls } from "../database/provision.ts"
import { findClamd } from "../local/clamd.ts"
import type { Places } from "./places.ts"
import type { Secrets } from "./secrets.ts"

export type Environment = Record<string, string>

/** What the application, the worker and the local servers are told; the owner's URL goes to seed and tests only. */
export function portalEnvironment(
  { folder, ports, departement }: Places,
  secrets: Secrets,
  urls: DatabaseUrls,
): Environment {
  const appUrl = `http://localhost:${ports.web}`
  return {
    PORT: String(ports.web),
    APP_URL: appUrl,
    NEXTAUTH_URL: appUrl,
    NEXTAUTH_SECRET: secrets.nextauthSecret,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: secrets.serverActionsKey,
    DATABASE_URL_MEMBRE: urls.membre,
    DATABASE_URL_AGENT: urls.agent,
    DATABASE_URL_IDENTITE: urls.identite,
    DOCUMENT_KEY: secrets.documentKey,
    DOCUMENT_DIR: join(folder, "documents"),
    // The demonstration scans where ClamAV is installed, and says on its pages where it is not.
    CLAMD_URL: findClamd() ? `tcp://localhost:${ports.clamd}` : NO_SCAN,
    CLAMD_PORT: String(ports.clamd),
    SMTP_URL: `smtp://localhost:${ports.smtp}`,
    MAIL_FROM: "Portail de démonstration <portail@demo.invalid>",
    OIDC_ISSUER: `http://localhost:${ports.oidc}/api/v2`,
    OIDC_CLIENT_ID: "portail",
    OIDC_CLIENT_SECRET: secrets.oidcClientSecret,
    SEAL_P12_PATH: join(folder, "sceau.p12"),
    SEAL_P12_PASSPHRASE: derived(secrets.nextauthSecret, "sceau"),
    PARAPHEUR_URL: `http://localhost:${ports.parapheur}`,
    PARAPHEUR_JETON: derived(secrets.nextauthSecret, "parapheur"),
    PARAPHEUR_PORT: String(ports.parapheur),
    DEMONSTRATION: "true",
    PORTAIL_DATA_DIR: folder,
    DEPARTEMENT: departement,
    OIDC_PORT: String(ports.oidc),
    SMTP_PORT: String(ports.smtp),
    MAILBOX_PORT: String(ports.mailbox),
    DNS_PORT: String(ports.dns),
    DNS_SERVEUR: `127.0.0.1:${ports.dns}`,
    MODULES_PORT: String(ports.modules),
    CHORUS_PORT: String(ports.chorus),
    CHORUS_API_URL: `http://localhost:${ports.chorus}/cpro/`,
    CHORUS_OAUTH_URL: `http://localhost:${ports.chorus}/api/oauth/token`,
    CHORUS_CLIENT_ID: "portail",
    CHORUS_CLIENT_SECRET: secrets.oidcClientSecret,
    CHORUS_LOGIN: "TECH_DEMO@cpro.invalid",
    CHORUS_PASSWORD: secrets.oidcClientSecret,
    FOURNISSEUR_PORT: String(ports.fournisseur),
    FOURNISSEUR_URL: `http://localhost:${ports.fournisseur}`,
    FOURNISSEUR_JETON: secrets.oidcClientSecret,
    MAILBOX_URL: `http://localhost:${ports.mailbox}`,
  }
}

/** One secret more without another file: nothing of the first can be found from it. */
const derived = (secret: string, use: string): string => createHmac("sha256", secret).update(use).digest("base64url")

/** Our own environment without what names another database: a child must not reach it by mistake. */
export function inherited(): NodeJS.ProcessEnv {
  const env = { ...process.env }
  for (const name of Object.keys(env)) if (name.startsWith("DATABASE_URL")) delete env[name]
  return env
}
