import type { AgentRole, RattachementRole } from "@/generated/prisma/enums.ts"
import type { Context, SignedIn } from "./context.ts"

type Grant = {
  membre?: readonly RattachementRole[]
  agent?: readonly AgentRole[]
  /** A signed-in person without a collectivité, a visitor, a job. */
  personne?: true
  public?: true
  systeme?: true
  /** Asks for a personal factor confirmed in this session within FACTOR_MINUTES. */
  factor?: true
}

const STAFF = ["gestionnaire", "charge_de_mission", "support", "administrateur"] as const
const BILLING = ["gestionnaire", "administrateur"] as const
const ENGAGING = ["gestionnaire", "charge_de_mission", "administrateur"] as const
const MEMBERS = ["secretaire", "elu", "administrateur"] as const

/** Every act of the portal and who may do it. `write` refuses what is not here. */
export const RIGHTS = {
  "souscriptions.prepare": { membre: ["secretaire", "elu", "administrateur"] },
  "souscriptions.cancel": { membre: ["secretaire", "elu", "administrateur"] },
  "souscriptions.approve": { membre: ["elu"], factor: true },
  "souscriptions.deliver": { agent: STAFF },
  // A price engages the operator.
  "devis.propose": { agent: ENGAGING },
  "avenants.ask": { membre: ["secretaire", "elu", "administrateur"] },
  "avenants.approve": { membre: ["elu"], factor: true },
  // Ends what was agreed, at its term: the élu's word for the member, the operator's own.
  "conventions.denounce": { membre: ["elu"], agent: ENGAGING, factor: true },
  "conventions.renew": { systeme: true },
  "avenants.answer": { agent: ENGAGING },
  "communes.invite": { membre: MEMBERS },
  "communes.tell": { systeme: true },
  "devis.lapse": { systeme: true },
  "postes.change": { membre: ["secretaire", "elu", "administrateur"] },
  "postes.approve": { membre: ["elu"], factor: true },
  "commandes.follow": { agent: STAFF },
  "commandes.transmit": { systeme: true },
  "depannages.ask": { membre: MEMBERS },
  "depannages.follow": { agent: STAFF },
  "depannages.transmit": { systeme: true },
  "releves.receive": { agent: STAFF, systeme: true },
  "equipe.manage": { membre: ["administrateur"], agent: ["administrateur", "support"] },
  "rattachements.decide": { agent: STAFF },
  "rattachements.forward": { systeme: true },
  // A visitor has no tenant: the command files the request as a job of the collectivité asked about.
  "adhesions.ask": { public: true, personne: true, systeme: true },
  "adhesions.decide": { agent: ["gestionnaire", "charge_de_mission", "administrateur"] },
  "coordonnees.edit": { membre: ["secretaire", "administrateur"] },
  // Takes away what approving asks for: staff prove who they are first.
  "facteurs.reset": { agent: ["support", "administrateur"], factor: true },
  "adhesions.manage": { agent: ENGAGING },
  "adhesions.prepare": { membre: MEMBERS, agent: ENGAGING },
  "adhesions.withdraw": { membre: ["elu"], agent: ENGAGING, factor: true },
  "adhesions.bill": { agent: BILLING },
  "adhesions.progress": { systeme: true },
  "prises.declare": { membre: ["elu"], agent: ENGAGING, factor: true },
  "successions.record": { agent: ENGAGING },
  "successions.finish": { systeme: true },
  "prises.carry": { systeme: true },
  "mandats.record": { agent: STAFF },
  "mandats.delegate": { membre: ["elu"], factor: true },
  "actes.prepare": { agent: ENGAGING },
  "actes.generate": { agent: ENGAGING },
  // Who may really sign is said by mandates and delegations: a delegation may be a director's, who is no élu.
  "actes.sign": { membre: MEMBERS, factor: true },
  "actes.countersign": { agent: ["ordonnateur", ...STAFF], factor: true },
  "actes.produce": { systeme: true },
  "collectivites.edit": { agent: STAFF },
  "collectivites.consult": { agent: STAFF },
  // Staff acts for a commune only under its mandate (lib/redevances/commands/creditor.ts).
  "redevances.declare": { membre: ["secretaire", "elu", "administrateur"], agent: STAFF },
  "redevances.claim": { membre: ["secretaire", "elu", "administrateur"], agent: STAFF },
  "redevances.mandate": { membre: ["elu"] },
  "redevances.baremes": { agent: ["gestionnaire", "charge_de_mission", "administrateur"] },
  "redevances.watch": { systeme: true },
  "loyers.manage": { membre: ["secretaire", "elu", "administrateur"] },
  "telecom.manage": { membre: ["secretaire", "elu", "administrateur"] },
  "catalogue.manage": { agent: ["gestionnaire", "charge_de_mission", "administrateur"] },
  // An act of the assembly, that tariffs rest on.
  "deliberations.manage": { agent: ENGAGING },
  "catalogue.publish": { agent: ["gestionnaire", "administrateur"] },
  "messageries.prepare": { membre: ["secretaire", "elu", "administrateur"] },
  "messageries.follow": { membre: ["secretaire", "elu", "administrateur"], agent: STAFF },
  "messageries.configure": { agent: STAFF },
  // A list of the desk as a file: whoever may read the page, and it stays known who took it.
  "listes.export": { agent: [...STAFF, "ordonnateur"] },
  "outils.manage": { agent: STAFF },
  // Who opens which tool: the collectivité's own secrétariat, or staff for it.
  "outils.grant": { membre: ["secretaire", "administrateur"], agent: STAFF },
  "outils.ask": { membre: MEMBERS },
  "outils.use": { systeme: true },
  "outils.end": { systeme: true },
  "outils.tell": { systeme: true },
  // Whom the portal vouches to, and where it sends people: a wrong address would hand their identity over.
  "outils.connect": { agent: ["administrateur"], factor: true },
  "consultations.manage": { agent: ENGAGING },
  "consultations.answer": { membre: MEMBERS },
  "prestataires.manage": { agent: ["gestionnaire", "charge_de_mission", "administrateur"] },
  "operateur.settings": { agent: ["administrateur"] },
  "imports.manage": { agent: BILLING },
  "campagnes.prepare": { agent: BILLING },
  "campagnes.approve": { agent: BILLING },
  "campagnes.launch": { agent: BILLING },
  "depenses.manage": { agent: BILLING },
  "partages.prepare": { agent: BILLING },
  "partages.validate": { agent: BILLING },
  "partages.issue": { agent: BILLING },
  "simulations.manage": { agent: BILLING },
  "bal.deposit": { membre: ["secretaire", "elu", "administrateur"] },
  "bal.correct": { membre: ["secretaire", "elu", "administrateur"] },
  "bal.source": { membre: ["secretaire", "elu", "administrateur"] },
  "bal.signaler": { membre: ["secretaire", "elu", "administrateur"] },
  "bal.analyse": { systeme: true },
  "bal.fetch": { systeme: true },
  "bal.suivre": { agent: STAFF },
  "bal.settings": { agent: ["gestionnaire", "charge_de_mission", "administrateur"] },
  // One's own list and choices; `personne` is also who follows the link of a mail to silence a kind.
  "notifications.choose": { membre: ["secretaire", "elu", "administrateur"], agent: STAFF, personne: true },
  "notifications.settle": { agent: STAFF },
  "notifications.send": { systeme: true },
  "echanges.manage": { agent: BILLING },
  "depots.transmit": { systeme: true },
  "titres.issue": { systeme: true },
  "reglements.manage": { agent: BILLING },
  "relances.send": { systeme: true },
  "titres.ask": { membre: MEMBERS },
  "titres.answer": { agent: STAFF },
  "titres.consult": { agent: STAFF },
  // A titre outside a campaign and the correction of one: proposed by one person, issued by another.
  "titres.prepare": { agent: BILLING },
  "titres.approve": { agent: BILLING },
  "exercices.close": { agent: BILLING },
  "conservation.apply": { systeme: true },
  "documents.store": { systeme: true },
  "documents.deposit": { membre: ["secretaire", "elu", "administrateur"], agent: STAFF },
  "documents.scan": { systeme: true },
  "documents.legality": { agent: STAFF },
  "documents.destroy": { agent: BILLING },
  "courriels.send": { systeme: true },
} as const satisfies Record<string, Grant>

export type Right = keyof typeof RIGHTS

/** How long a confirmed factor counts, in minutes. */
export const FACTOR_MINUTES = 15

export type Denial = "droit-manquant" | "facteur-manquant" | "boite-partagee"

export const DENIALS = {
  "droit-manquant": "Votre rôle ne permet pas cette action. Demandez à une personne habilitée de la collectivité.",
  "facteur-manquant": "Confirmez d'abord que c'est bien vous, avec votre clé d'accès ou votre code à usage unique.",
  "boite-partagee":
    "Une boîte partagée ne peut pas engager la collectivité. Connectez-vous avec votre identité personnelle.",
} as const satisfies Record<Denial, string>

/** Pure: `now` is an argument. Null means allowed. A membre context is judged on all of its collectivités. */
export function denial(ctx: Context, right: Right, now: Date): Denial | null {
  const grant: Grant = RIGHTS[right]
  const allowed =
    (ctx.kind === "membre" &&
      ctx.liens.every((lien) => lien.roles.some((role) => grant.membre?.includes(role) ?? false))) ||
    (ctx.kind === "agent" && (grant.agent?.includes(ctx.role) ?? false)) ||
    (ctx.kind === "personne" && grant.personne === true) ||
    (ctx.kind === "public" && grant.public === true) ||
    (ctx.kind === "systeme" && grant.systeme === true)
  if (!allowed) return "droit-manquant"
  if (!grant.factor) return null
  return "who" in ctx ? denialOfFactor(ctx.who, now) : "droit-manquant"
}

/** What is missing of the personal factor alone, on any page that asks for it. */
export function denialOfFactor(who: SignedIn, now: Date): Denial | null {
  if (who.boite) return "boite-partagee"
  const confirmed = who.facteurConfirmeLe
  const fresh = confirmed !== null && now.getTime() - confirmed.getTime() <= FACTOR_MINUTES * 60_000
  return fresh ? null : "facteur-manquant"
}
