import type { CalendarDate } from "@/lib/platform/dates.ts"
import { fold } from "@/lib/platform/format.ts"
import { stableId } from "./ids.ts"
import type { Row } from "./insert.ts"
import { composantRows, conventionOf, installationRow, marcheOf, marcheRows, parPosteOf } from "./marches.ts"
import { readCatalogue, type ServiceSource } from "./sources.ts"

export type CatalogueRows = {
  prestataires: Row[]
  marches: Row[]
  piliers: Row[]
  services: ServiceRow[]
  tarifs: Row[]
  composants: Row[]
}
export type ServiceRow = Row & { id: string; slug: string; mode: string; maturite: string }

const MODES = {
  inclus_adhesion: "inclus",
  cle_repartition: "cle_repartition",
  remboursement_euro: "a_l_euro",
  // A negotiated offer is billed by the unit; without a price in the source it stays on quote.
  marche_negocie: "unitaire",
  non_precise: "non_precise",
} as const satisfies Record<ServiceSource["mode_tarification"], string>

const MATURITES = {
  en_service: "en_service",
  experimente: "experimente",
  perspective_2026_2029: "perspective",
  a_preciser: "perspective",
} as const satisfies Record<ServiceSource["statut"], string>

export function catalogueRows(today: CalendarDate): CatalogueRows {
  const { piliers } = readCatalogue()
  const rows: CatalogueRows = {
    ...marcheRows(),
    piliers: [],
    services: [],
    tarifs: [installationRow()],
    composants: composantRows(),
  }
  for (const [rang, { id, nom, besoin, services }] of piliers.entries()) {
    rows.piliers.push({ id, nom, besoin, rang })
    for (const [place, service] of [...services, ...EARLIER.filter(({ pilier }) => pilier === id)].entries()) {
      rows.services.push(serviceRow(service, id, place, today))
      if (service.prix) rows.tarifs.push(tarifRow(service.id, service.prix))
    }
  }
  return rows
}

function serviceRow(service: ServiceSource, pilierId: string, rang: number, today: CalendarDate): ServiceRow {
  const outil = OUTILS[service.id] ?? null
  const immediate = outil === "adresses" || outil === "redevances"
  const mode = modeOf(service, immediate)
  return {
    id: stableId("service", service.id),
    slug: service.id,
    pilierId,
    nom: service.nom,
    description: description(service),
    pourQui: service.pour_qui,
    pourDemarrer: TO_START[mode],
    contact: "Votre interlocuteur à l'agence : le support répond aux adhérents du lundi au vendredi.",
    mode,
    maturite: MATURITES[service.statut],
    etat: "publie",
    // The sheets name communes; their EPCI acts for them.
    types: immediate ? ["commune", "epci"] : [],
    exigeApprobation: mode !== "inclus",
    exigeConvention: mode !== "inclus",
    tachesOuverture: mode === "inclus" ? [] : OPENING_TASKS,
    outil,
    ouvertureImmediate: immediate,
    recherche: fold([service.nom, service.description, service.mots, service.pour_qui].join(" ")),
    rang,
    source: `${service.sections.length > 0 ? `SDUN 2026-2029, § ${service.sections.join(", § ")}` : "Étude de 2022, § 4.1"}${immediate ? " ; compris dans l'adhésion : hypothèse de démonstration" : ""}`,
    ...marcheOf(service.id),
    ...conventionOf(service.id),
    ...parPosteOf(service.id, today),
  }
}

/** Named by the study of 2022 and not taken up by the strategy: kept as what could be proposed. */
const EARLIER: readonly (ServiceSource & { pilier: string })[] = [
  {
    ...{ pilier: "pack-e-administration", id: "teleprocedures-sites", statut: "perspective_2026_2029" },
    nom: "Téléprocédures et sites des mairies",
    description: "Proposer aux mairies un site éditorial et des démarches en ligne pour leurs habitants.",
    ...{ pour_qui: "Communes et intercommunalités", mode_tarification: "non_precise" },
    ...{ mots: "site internet démarches en ligne téléservice formulaire", sections: [], prix: null },
  },
]

const OUTILS: Record<string, string> = {
  "fiabilisation-bal": "adresses",
  "redevance-occupation": "redevances",
  "pack-cyber": "cyber",
  "messagerie-nom-de-domaine": "messagerie",
}

/** The source does not say how the tools of this portal are paid: the demonstration takes them as covered by membership. */
function modeOf({ mode_tarification, prix }: ServiceSource, immediate: boolean) {
  if (immediate) return "inclus"
  return mode_tarification === "marche_negocie" && !prix ? "non_precise" : MODES[mode_tarification]
}

/** Before a service that needs a convention is open: proposed, changed in the catalogue. */
const OPENING_TASKS = ["Comptes et accès créés", "Installation faite chez la collectivité", "Contact informé"]

const TO_START = {
  inclus: "La charte d'adhésion signée suffit : demandez l'ouverture, aucun autre engagement n'est nécessaire.",
  unitaire: "Indiquez la quantité et la date souhaitée. Une personne élue approuve avant que la commande parte.",
  cle_repartition: "Une convention précise le service et la part de chacun.",
  a_l_euro: "Une convention précise le service et le coût exact à rembourser.",
  non_precise: "Faites-en la demande : l'agence vous répond avec les conditions et, s'il y en a un, le tarif.",
} as const

/** One paragraph an idea; what the service is made of and its limits come after what it does. */
function description(service: ServiceSource): string {
  const parts = service.composants?.map(({ nom, description }) => `${nom} : ${uncapitalised(description)}`) ?? []
  return [
    service.description,
    ...parts,
    service.prestataire &&
      `Prestataire du marché : ${service.prestataire}${service.contrat_jusqu_a ? `, jusqu'en ${service.contrat_jusqu_a}` : ""}.`,
    service.evolution && `${service.evolution}.`,
    service.limite?.replace(/ \(section [^)]*\)/, ""),
    service.partenaires && `Avec : ${service.partenaires.join(", ")}.`,
  ]
    .filter(Boolean)
    .join("\n")
}

const uncapitalised = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

const tarifRow = (slug: string, prix: NonNullable<ServiceSource["prix"]>): Row => ({
  id: stableId("tarif", slug),
  serviceId: stableId("service", slug),
  genre: "usage",
  prixUnitaire: prix.montant.toFixed(4),
  unite: "poste",
  periodicite: "mois",
  categorieTva: "S",
  tauxTva: "20.00",
  note: `${prix.a_partir_de ? "À partir de ce prix" : "Prix"}, hors ${prix.exclus.join(", ")}.`,
  source: "SDUN 2026-2029, § 5",
  depuis: "2024-01-01",
})
