import { bandeOf } from "@/lib/collectivites/rules/bandes.ts"
import { addDays, addMonths, type CalendarDate, calendarDate, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay, formatInteger, formatMonth, formatRate } from "@/lib/platform/format.ts"
import {
  type Cents,
  type Decimal,
  decimal,
  priceOf,
  prorate,
  splitByWeight,
  sum,
  toEuros,
} from "@/lib/platform/money.ts"
import {
  computeUsage,
  countMonths,
  type LigneUsage,
  type Lot,
  lotsOf,
  type Periode,
  priceAt,
  reachesOn,
  type VersionPrix,
} from "@/lib/souscriptions/rules/facturation.ts"
import type { Facturable, OptionPrise, Prix, TarifDate } from "@/lib/souscriptions/types.ts"
import type { Element } from "../types.ts"

/** What one souscription costs over the period, line by line: its use within its bounds, putting it in place, its options. */
export const elementsOf = (facturable: Facturable, nom: string, periode: Periode): Element[] =>
  elementsOfRuns(facturable, nom, periode, [periode]).flatMap(({ elements }) => elements)

/** The same, its lines cut where a run of the period ends. Bounds are those of the souscription: over all of its runs, whoever pays. */
export function elementsOfRuns<Run extends Periode>(
  facturable: Facturable,
  nom: string,
  periode: Periode,
  runs: readonly Run[],
): { run: Run; elements: Element[] }[] {
  const usages = runs.flatMap((run) =>
    lotsByPrice(facturable).flatMap(({ lots, versions }) =>
      computeUsage(lots, versions, facturable.service.prorata, run).map((ligne) => ({ ...ligne, run })),
    ),
  )
  const bounded = Map.groupBy(withinBornes(facturable, usages, periode), ({ ligne }) => ligne.run)
  return runs.map((run) => {
    const used = (bounded.get(run) ?? []).map(({ ligne, montantHt, note }) =>
      elementOf(facturable, nom, ligne, {
        montantHt,
        libelle: facturable.service.nom,
        bases: `${usageWords(ligne, uniteOf(facturable, "usage"))}${note}`,
        genre: "usage",
      }),
    )
    const installed = installationsOf(facturable, run).map((ligne) =>
      elementOf(facturable, nom, ligne, {
        montantHt: ligne.montantHt,
        libelle: `${facturable.service.nom} : mise en place`,
        bases: `${usageWords(ligne, uniteOf(facturable, "installation"))}, le ${formatDay(ligne.du)}`,
        genre: "installation",
      }),
    )
    const added = facturable.options.flatMap((option) =>
      usagesOf(facturable, option, run).map((ligne) =>
        elementOf(facturable, nom, ligne, {
          montantHt: ligne.montantHt,
          libelle: `${facturable.service.nom} : ${option.nom}`,
          bases: `${usageWords(ligne, option.unite ?? "option")} = ${formatAmount(ligne.montantHt)}`,
          genre: "option",
        }),
      ),
    )
    return { run, elements: [...used, ...installed, ...added].filter(({ montantHt }) => montantHt > 0n) }
  })
}

type Priced = { lots: Lot[]; versions: VersionPrix[] }

/** Workstations each have the price of their order; the units of another service share one. */
function lotsByPrice(facturable: Facturable): Priced[] {
  if (facturable.postes === null)
    return facturable.prix ? [{ lots: unitsOf(facturable), versions: versionsOf(facturable, facturable.prix) }] : []
  const groups = Map.groupBy(facturable.postes, ({ prix }) => (prix ? JSON.stringify(prix) : ""))
  return [...groups.values()].flatMap((postes) => {
    const prix = postes[0]?.prix
    if (!prix) return []
    const lots = postes.flatMap(({ debut, fin }) => (debut ? [{ quantite: 1, debut, fin }] : []))
    return [{ lots, versions: versionsOf(facturable, prix) }]
  })
}

const unitsOf = ({ quantite, avenants, debut, fin }: Facturable): Lot[] =>
  lotsOf(
    avenants[0]?.avant ?? quantite,
    avenants.map(({ effetLe, apres }) => ({ depuis: effetLe, quantite: apres })),
    debut,
    fin,
  )

/** The price agreed, then each later one of the same unit from the day it reaches what runs already. */
function versionsOf(facturable: Facturable, prix: Prix): VersionPrix[] {
  const { tarifs, tarifId, prixDepuis, service, habitants } = facturable
  const own = tarifs.find(({ id }) => id === tarifId)
  const later = tarifs
    .filter(({ genre, unite, depuis }) => genre === "usage" && unite === own?.unite && depuis > prixDepuis)
    .flatMap((tarif) => {
      const depuis = reachesOn(tarif.depuis, service.revision)
      return depuis ? [{ ...priceFor(tarif, habitants), depuis }] : []
    })
  const versions = [{ ...prix, depuis: prixDepuis }, ...later].sort((a, b) => a.depuis.localeCompare(b.depuis))
  return versions.filter((version, index) => {
    const before = versions[index - 1]
    return !before || !samePrice(version, before)
  })
}

const samePrice = (a: Prix, b: Prix): boolean =>
  Number(a.prixUnitaire) === Number(b.prixUnitaire) &&
  a.periodicite === b.periodicite &&
  a.categorieTva === b.categorieTva &&
  Number(a.tauxTva) === Number(b.tauxTva)

/** A price by band of population is that of the beneficiary's band. */
export function priceFor(tarif: TarifDate, habitants: number | null): Prix {
  const { prixUnitaire, periodicite, categorieTva, tauxTva, bandes } = tarif
  const bande = bandes && habitants !== null ? bandeOf(bandes, habitants) : null
  return { prixUnitaire: bande ? bande.prixUnitaire : prixUnitaire, periodicite, categorieTva, tauxTva }
}

/** Paid once, the month units begin: a workstation's own price, or that of the day for another service. */
function installationsOf(facturable: Facturable, periode: Periode): LigneUsage[] {
  const once = (lots: Lot[], prix: Prix, depuis: CalendarDate) =>
    computeUsage(lots, [{ ...prix, periodicite: "unique", depuis }], facturable.service.prorata, periode)
  if (facturable.postes === null) {
    const prices = facturable.tarifs.filter(({ genre }) => genre === "installation")
    const fresh = unitsOf(facturable).filter(({ debut }) => !facturable.reprise || debut > facturable.debut)
    const lots = Map.groupBy(fresh, ({ debut }) => debut)
    return [...lots].flatMap(([debut, begun]) => {
      const price = priceAt(prices, debut)
      if (!price || price.depuis > debut) return []
      return once(installedOf(facturable, price, begun), priceFor(price, facturable.habitants), debut)
    })
  }
  const groups = Map.groupBy(facturable.postes, ({ prixInstallation, debut }) => `${prixInstallation} ${debut}`)
  return [...groups.values()].flatMap((postes) => {
    const { prixInstallation, debut, prix } = postes[0] ?? {}
    if (!prixInstallation || !debut || !prix) return []
    const lots = [{ quantite: postes.length, debut, fin: null }]
    return once(lots, { ...prix, prixUnitaire: decimal(prixInstallation) }, debut)
  })
}

/** What is used by the inhabitant or at a flat price is put in place once, unless that has a rule of its own. */
function installedOf({ tarifs, tarifId, habitants }: Facturable, { assiette }: TarifDate, begun: Lot[]): Lot[] {
  const usage = tarifs.find(({ id }) => id === tarifId)?.assiette ?? "unite"
  if (assiette === "unite" && usage === "unite") return begun
  return begun.slice(0, 1).map((lot) => ({ ...lot, quantite: assiette === "habitant" ? (habitants ?? 0) : 1 }))
}

/** An option has the price it was agreed at, while both it and its service run; on quote, it is billed from the quote. */
function usagesOf(
  { debut, fin, prixDepuis, service }: Facturable,
  option: OptionPrise,
  periode: Periode,
): LigneUsage[] {
  const { prix, quantite } = option
  if (!prix) return []
  const begun = option.depuis && option.depuis > debut ? option.depuis : debut
  const last = option.jusqua && addDays(option.jusqua, -1)
  const ended = last && (fin === null || last < fin) ? last : fin
  if (ended !== null && ended < begun) return []
  return computeUsage(
    [{ quantite, debut: begun, fin: ended }],
    [{ ...prix, depuis: prixDepuis }],
    service.prorata,
    periode,
  )
}

type Bounded<Ligne> = { ligne: Ligne; montantHt: Cents; note: string }

/** Bounds are for a year: a minimum counts the months in service, a maximum those of the period. */
function withinBornes<Ligne extends LigneUsage>(
  { tarifs, tarifId }: Facturable,
  lignes: readonly Ligne[],
  periode: Periode,
): Bounded<Ligne>[] {
  const tarif = tarifs.find(({ id }) => id === tarifId)
  const amounts = lignes.map(({ montantHt }) => montantHt)
  const total = sum(amounts)
  const plain = lignes.map((ligne) => ({
    ligne,
    montantHt: ligne.montantHt,
    note: ` = ${formatAmount(ligne.montantHt)}`,
  }))
  if (!tarif || total === 0n) return plain
  const used = {
    du: lignes.map(({ du }) => du).sort()[0] ?? periode.du,
    au:
      lignes
        .map(({ au }) => au)
        .sort()
        .at(-1) ?? periode.au,
  }
  const bound = (yearly: string | null, months: number): Cents | null =>
    yearly === null ? null : prorate(BigInt(yearly), BigInt(Math.min(12, months)), 12n)
  const [minimum, maximum] = [bound(tarif.minimum, countMonths(used)), bound(tarif.maximum, countMonths(periode))]
  const [limit, words] =
    minimum !== null && total < minimum
      ? [minimum, "porté au minimum de"]
      : maximum !== null && total > maximum
        ? [maximum, "ramené au maximum de"]
        : [null, ""]
  if (limit === null) return plain
  const shares = splitByWeight(limit, amounts)
  return lignes.map((ligne, index) => ({
    ligne,
    montantHt: shares[index] ?? 0n,
    note: ` = ${formatAmount(ligne.montantHt)}, ${words} ${formatAmount(limit)} pour ce service`,
  }))
}

const uniteOf = ({ tarifs, tarifId, postes, unite }: Facturable, genre: "usage" | "installation"): string =>
  (genre === "usage" ? (tarifs.find(({ id }) => id === tarifId)?.unite ?? unite) : null) ?? (postes ? "poste" : "unité")

/** "8 postes × 14,00 € × 12 mois (janvier à décembre 2026)" */
function usageWords({ quantite, prix, mois, jours, du, au }: LigneUsage, unite: string): string {
  const units = `${formatInteger(quantite)} ${quantite > 1 ? plural(unite) : unite}`
  const price = `${units} × ${formatRate(prix.prixUnitaire)}`
  if (prix.periodicite === "unique") return price
  const when = jours ? `du ${formatDay(du)} au ${formatDay(au)}` : monthsWords(du, au)
  const part = jours ? `${jours.nombre}/${jours.sur} de mois` : `${mois} mois`
  if (prix.periodicite === "mois") return `${price} × ${part} (${when})`
  if (mois === 12) return `${price} pour l’année (${when})`
  return jours ? `${price} par an, ${part} (${when})` : `${price} × ${mois}/12 d’année (${when})`
}

const plural = (unite: string): string => (/[sxz]$/.test(unite) ? unite : unite.replace(/^(\S+)/, "$1s"))

function monthsWords(du: CalendarDate, au: CalendarDate): string {
  const [first, last] = [formatMonth(du.slice(0, 7)), formatMonth(au.slice(0, 7))]
  if (first === last) return first
  return yearOf(du) === yearOf(au) ? `${first.replace(/ \d{4}$/, "")} à ${last}` : `${first} à ${last}`
}

type Said = { montantHt: Cents; libelle: string; bases: string; genre: "usage" | "installation" | "option" }

function elementOf(facturable: Facturable, nom: string, ligne: LigneUsage, said: Said): Element {
  const { id, service, beneficiaireId, convention, numeroEngagement, codeService } = facturable
  const { quantite, prix, du, au, mois, jours } = ligne
  return {
    ...{ payeurId: beneficiaireId, beneficiaireId, beneficiaireNom: nom, libelle: said.libelle, bases: said.bases },
    ...priceOfLine(ligne, said.montantHt),
    montantHt: said.montantHt,
    categorieTva: prix.categorieTva,
    tauxTva: prix.tauxTva,
    serviceId: service.id,
    pilierId: service.pilierId,
    acte: convention,
    origine: `souscription/${id}`,
    ...{ numeroEngagement, codeService },
    base: {
      genre: said.genre,
      prorata: service.prorata,
      periodicite: prix.periodicite,
      prixUnitaire: prix.prixUnitaire,
      ...{ quantite, du, au, mois },
      ...(jours ? { jours: jours.nombre, joursDuMois: jours.sur } : {}),
    },
  }
}

/** Quantity × price is the amount wherever that can be said: units times months; otherwise one unit at its amount. */
function priceOfLine(
  { quantite, prix, mois, jours }: LigneUsage,
  montantHt: Cents,
): { quantite: Decimal; prixUnitaire: Decimal } {
  const times = prix.periodicite === "mois" && !jours ? quantite * mois : quantite
  const { prixUnitaire } = prix
  const said = prix.periodicite !== "an" && !jours && priceOf(times, prixUnitaire) === montantHt
  if (said) return { quantite: decimal(String(times)), prixUnitaire }
  return { quantite: decimal("1"), prixUnitaire: toEuros(montantHt) }
}

/** Whole months: from the first day of one to the last of another. */
export const isWholeMonths = ({ du, au }: Periode): boolean =>
  du.endsWith("-01") && au === addDays(addMonths(calendarDate(`${au.slice(0, 7)}-01`), 1), -1)
