import { totpCode } from "../../lib/access/identity/totp.ts"
import { demoTotpSecret } from "../../prisma/seed/factors.ts"
import { escapeHtml, page } from "./page.ts"

/** Who signs in, as the demo's people see it: plain pages, without script. */

export type DemoIdentity = {
  key: string
  label: string
  email: string
  siret: string | null
  kind: "membre" | "agent" | "nouveau"
  factor: boolean
}

const MENTION = `<p class="mention">Fournisseur d'identité local de la démonstration : il tient la place de ProConnect.
Les personnes sont des rôles, aucune n'existe.</p>`

export const choicePage = (identities: readonly DemoIdentity[]): string => {
  const list = (kind: DemoIdentity["kind"]) =>
    identities
      .filter((identity) => identity.kind === kind)
      .map(
        ({ key, label, email }) =>
          `<li><button name="key" value="${escapeHtml(key)}">${escapeHtml(label)}<br><small>${escapeHtml(email)}</small></button></li>`,
      )
      .join("")
  return page(
    "Qui se connecte ?",
    `${MENTION}<form method="post"><h2>Collectivités</h2><ul>${list("membre")}</ul><h2>Agents de l'opérateur</h2><ul>${list("agent")}</ul>
<h2>Sans rattachement</h2><ul>${list("nouveau")}</ul>
<h2>Sans se connecter</h2><ul><li><button name="key" value="">Abandonner et revenir au portail</button></li></ul></form>`,
  )
}

/** In place of the telephone of each demo person who holds a personal factor. */
export const codesPage = (identities: readonly DemoIdentity[], now: Date): string =>
  page(
    "Codes à usage unique",
    `${MENTION}<p>Ce que montrerait le téléphone de chacun en ce moment. Un code change toutes les trente secondes et ne sert qu'une fois.</p>
<table><thead><tr><th scope="col">Personne</th><th scope="col">Code</th></tr></thead><tbody>${identities
      .filter(({ factor }) => factor)
      .map(
        ({ key, label }) =>
          `<tr><th scope="row">${escapeHtml(label)}</th><td>${totpCode(demoTotpSecret(key), now)}</td></tr>`,
      )
      .join("")}</tbody></table><p><a href="/codes">Actualiser</a></p>`,
  )

export const homePage = (identities: readonly DemoIdentity[], appUrl: string): string =>
  page(
    "Identités de démonstration",
    `${MENTION}<ul>${identities.map(({ label, email }) => `<li>${escapeHtml(label)} <small>(${escapeHtml(email)})</small></li>`).join("")}</ul>
<p><a href="${escapeHtml(appUrl)}/connexion">Se connecter au portail</a></p>
<p><a href="/codes">Codes à usage unique, pour approuver</a></p>`,
  )
