/** The people of the demonstration: roles, never invented names; addresses that no mail can reach (RFC 2606, ".invalid"). */
export type DemoIdentity = {
  key: string
  label: string
  email: string
  /** What ProConnect would say of her organisation: a hint, which gives no right. */
  siret: string | null
  roles: string[]
  kind: "membre" | "agent" | "nouveau"
  /** ProConnect says that she signed in with two factors; the portal's own proof is added by her, in her account. */
  factor: boolean
  /** A shared mailbox signs in a mailbox, not a person. */
  mailbox: boolean
  rattachements: { code: string; role: "secretaire" | "elu" | "administrateur"; fonction: string }[]
  agentRole?: "gestionnaire" | "charge_de_mission" | "support" | "administrateur" | "ordonnateur"
}

const DOMAIN = "demo.invalid"
const BRETEUIL = "27112"
const MARBOIS = "27157"
const MESNILS_SUR_ITON = "27198"
/** Those that the demo identities work for. */
export const demoCommunes = [BRETEUIL, MARBOIS, MESNILS_SUR_ITON]
const INTERCO_NORMANDIE_SUD_EURE = "200066462"
const SYNDICAT = "syndicat-d-eau-01"

const identity = (
  key: string,
  label: string,
  rest: Pick<DemoIdentity, "kind" | "roles"> & Partial<DemoIdentity>,
): DemoIdentity => ({
  key,
  label,
  email: `${key}@${DOMAIN}`,
  siret: null,
  factor: false,
  mailbox: false,
  rattachements: [],
  ...rest,
})

const agent = (key: string, label: string, agentRole: NonNullable<DemoIdentity["agentRole"]>) =>
  identity(key, label, { kind: "agent", roles: [agentRole], agentRole, factor: true })

export const demoIdentities: DemoIdentity[] = [
  identity("secretaire.breteuil", "Secrétaire de mairie de Breteuil", {
    kind: "membre",
    roles: ["secretaire"],
    rattachements: [
      { code: BRETEUIL, role: "secretaire", fonction: "Secrétaire de mairie" },
      { code: BRETEUIL, role: "administrateur", fonction: "Secrétaire de mairie" },
      { code: MARBOIS, role: "secretaire", fonction: "Secrétaire de mairie" },
      { code: MESNILS_SUR_ITON, role: "secretaire", fonction: "Secrétaire de mairie" },
    ],
  }),
  identity("maire.breteuil", "Maire de Breteuil", {
    kind: "membre",
    roles: ["elu"],
    factor: true,
    rattachements: [{ code: BRETEUIL, role: "elu", fonction: "Maire" }],
  }),
  identity("mairie.marbois", "Boîte partagée de la mairie de Marbois", {
    kind: "membre",
    roles: ["secretaire"],
    mailbox: true,
    rattachements: [{ code: MARBOIS, role: "secretaire", fonction: "Boîte de la mairie" }],
  }),
  identity("maire.marbois", "Maire de Marbois", {
    kind: "membre",
    roles: ["elu"],
    factor: true,
    rattachements: [{ code: MARBOIS, role: "elu", fonction: "Maire" }],
  }),
  identity("direction.interco", "Directrice de l'Interco Normandie Sud Eure", {
    kind: "membre",
    roles: ["secretaire"],
    rattachements: [
      { code: INTERCO_NORMANDIE_SUD_EURE, role: "administrateur", fonction: "Directrice générale des services" },
    ],
  }),
  identity("president.interco", "Président de l'Interco Normandie Sud Eure", {
    kind: "membre",
    roles: ["elu"],
    factor: true,
    rattachements: [{ code: INTERCO_NORMANDIE_SUD_EURE, role: "elu", fonction: "Président" }],
  }),
  identity("secretaire.syndicat", "Secrétaire du Syndicat d'eau n° 01", {
    kind: "membre",
    roles: ["secretaire"],
    rattachements: [{ code: SYNDICAT, role: "administrateur", fonction: "Secrétaire" }],
  }),
  identity("president.syndicat", "Présidente du Syndicat d'eau n° 01", {
    kind: "membre",
    roles: ["elu"],
    factor: true,
    rattachements: [{ code: SYNDICAT, role: "elu", fonction: "Présidente" }],
  }),
  agent("gestionnaire", "Gestionnaire", "gestionnaire"),
  agent("gestionnaire.second", "Seconde gestionnaire", "gestionnaire"),
  agent("charge.mission", "Chargé de mission", "charge_de_mission"),
  agent("support", "Support", "support"),
  agent("administrateur", "Administratrice du portail", "administrateur"),
  agent("president", "Président de l'opérateur", "ordonnateur"),
  identity("nouvelle.maire", "Maire, pas encore rattachée", { kind: "nouveau", roles: [], factor: true }),
  identity("nouvelle.secretaire", "Secrétaire de mairie, pas encore rattachée", { kind: "nouveau", roles: [] }),
]
