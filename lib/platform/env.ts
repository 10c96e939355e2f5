import { z } from "zod"

const secret = z
  .string()
  .min(32, "doit compter au moins 32 caractères (par exemple : openssl rand -base64 48)")
  .refine((value) => new Set(value).size >= 10, "est trop facile à deviner (par exemple : openssl rand -base64 48)")

const key = z
  .string()
  .refine(
    (value) => Buffer.from(value, "base64").length === 32,
    "doit être 32 octets en base64 (openssl rand -base64 32)",
  )

const postgres = z.url({ protocol: /^postgres(ql)?$/, message: "doit être une adresse postgresql://…" })

const schema = z.object({
  DATABASE_URL_MEMBRE: postgres,
  DATABASE_URL_AGENT: postgres,
  DATABASE_URL_IDENTITE: postgres,
  APP_URL: z.url({ protocol: /^https?$/, message: "doit être l'adresse publique du portail, https://…" }),
  NEXTAUTH_SECRET: secret,
  DOCUMENT_KEY: key,
  /** A folder, or a bucket: the four variables of S3 go together, and then no folder is asked for. */
  DOCUMENT_DIR: z.string().min(1, "doit être le dossier où les documents sont gardés").optional(),
  DOCUMENT_S3_URL: z
    .url({ protocol: /^https?$/, message: "doit être l'adresse du compartiment, https://machine/nom" })
    .optional(),
  DOCUMENT_S3_REGION: z.string().min(1).optional(),
  DOCUMENT_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  DOCUMENT_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  /** "aucun": the operator chose that deposited files are not scanned, and the pages say so. */
  CLAMD_URL: z.union([z.literal("aucun"), z.url({ protocol: /^tcp$/ })], {
    error: "doit être l'adresse de ClamAV, tcp://machine:3310, ou « aucun » si rien ne doit être analysé",
  }),
  SMTP_URL: z.url({ protocol: /^smtps?$/, message: "doit être une adresse smtp://… ou smtps://…" }),
  MAIL_FROM: z.string().min(3, "doit être l'expéditeur des messages"),
  OIDC_ISSUER: z.url({ protocol: /^https?$/, message: "doit être l'adresse du fournisseur d'identité" }),
  OIDC_CLIENT_ID: z.string().min(1, "doit être renseigné"),
  OIDC_CLIENT_SECRET: z.string().min(8, "doit compter au moins 8 caractères"),
  /** The resolver that checks members' zones; the machine's own without it. */
  DNS_SERVEUR: z
    .string()
    .regex(/^[\d.]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i, "doit être une adresse, par exemple 127.0.0.1:53")
    .optional(),
  /** The exchange with the provider of workstation services; without it, files and mail. */
  FOURNISSEUR_URL: z
    .url({ protocol: /^https?$/, message: "doit être l'adresse de l'échange avec le prestataire" })
    .optional(),
  FOURNISSEUR_JETON: z.string().min(8, "doit compter au moins 8 caractères").optional(),
  /** Chorus Pro on PISTE: the application's identity and the technical account; without them, deposits wait. */
  CHORUS_API_URL: z.url({ protocol: /^https?$/, message: "doit être l'adresse de l'API, https://…/cpro/" }).optional(),
  CHORUS_OAUTH_URL: z.url({ protocol: /^https?$/, message: "doit être l'adresse du jeton de PISTE" }).optional(),
  CHORUS_CLIENT_ID: z.string().default(""),
  CHORUS_CLIENT_SECRET: z.string().default(""),
  CHORUS_LOGIN: z.string().default(""),
  CHORUS_PASSWORD: z.string().default(""),
  /** The operator's seal, a PKCS#12 file: without one, acts stay signed and unsealed. */
  SEAL_P12_PATH: z.string().optional(),
  SEAL_P12_PASSPHRASE: z.string().default(""),
  /** The operator's parapheur, where it wants acts signed there. */
  PARAPHEUR_URL: z.url({ protocol: /^https?$/, message: "doit être l'adresse du parapheur" }).optional(),
  PARAPHEUR_JETON: z.string().default(""),
  /** Sources of addresses that may be on a private network, "host:port", separated by commas. */
  BAL_SOURCE_HOTES: z
    .string()
    .default("")
    .transform((value) => value.split(",").flatMap((host) => (host.trim() ? [host.trim()] : []))),
  /** Documents carry SPÉCIMEN and mail leaves only to this machine. */
  DEMONSTRATION: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true"),
})

export type DocumentPlace =
  | { genre: "disque"; folder: string }
  | { genre: "s3"; url: string; region: string; accessKeyId: string; secretAccessKey: string }

export type Env = z.infer<typeof schema> & { documents: DocumentPlace }

export class EnvError extends Error {}

/** One line a person can act on: the variable and what it must be. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source)
  if (parsed.success) return { ...parsed.data, documents: placeOf(parsed.data) }
  const issue = parsed.error.issues[0]
  const name = String(issue?.path[0] ?? "environnement")
  const problem = source[name] === undefined || source[name] === "" ? "manque" : issue?.message
  throw new EnvError(`${name} ${problem} : voir docs/production.md`)
}

function placeOf(settings: z.infer<typeof schema>): DocumentPlace {
  const { DOCUMENT_DIR, DOCUMENT_S3_URL } = settings
  if (!DOCUMENT_S3_URL) return { genre: "disque", folder: needed("DOCUMENT_DIR", DOCUMENT_DIR) }
  return {
    genre: "s3",
    url: DOCUMENT_S3_URL,
    region: needed("DOCUMENT_S3_REGION", settings.DOCUMENT_S3_REGION),
    accessKeyId: needed("DOCUMENT_S3_ACCESS_KEY_ID", settings.DOCUMENT_S3_ACCESS_KEY_ID),
    secretAccessKey: needed("DOCUMENT_S3_SECRET_ACCESS_KEY", settings.DOCUMENT_S3_SECRET_ACCESS_KEY),
  }
}

function needed(name: string, value: string | undefined): string {
  if (value) return value
  throw new EnvError(`${name} manque : voir docs/production.md`)
}

let parsed: Env | undefined

/** Parsed once, at the first need: a build needs no secret. */
export function env(): Env {
  parsed ??= parseEnv(process.env)
  return parsed
}
