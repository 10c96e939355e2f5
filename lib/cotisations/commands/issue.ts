import { systeme } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { legalName } from "@/lib/collectivites/rules.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { decimal, toEuros } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { type DraftTitre, insertTitres } from "@/lib/titres/commands/insert.ts"
import { takeNumbers } from "@/lib/titres/commands/numbers.ts"
import { canalFor } from "@/lib/titres/rules.ts"
import { findRegles } from "../queries.ts"
import { basesLiquidation } from "../rules.ts"

const JOB = "cotisations.issue"

/**
 * Issues one tranche of a launched campaign, if one waits: numbers, titres, follow-up, mails and the mark that it is
 * done are one transaction. `refuse("rien")` when nothing waits.
 */
export const issueNextTranche = (): Promise<Result<{ titres: number }, "rien">> =>
  write(
    systeme(JOB, "operateur"),
    "titres.issue",
    async (tx) => {
      const tranche = await claim(tx)
      if (!tranche) return refuse("rien")
      const campagne = await tx.campagne.findUniqueOrThrow({ where: { id: tranche.campagneId } })
      if (campagne.bordereau === null || campagne.lanceParId === null)
        throw new Error(`campagne ${campagne.id} was not launched`)
      const { premierNumero, canalParDefaut } = await tx.operateur.findFirstOrThrow({
        select: { premierNumero: true, canalParDefaut: true },
      })
      const regles = new Map((await findRegles(tx, campagne.id)).map((regle) => [regle.type, regle]))
      const lignes = await listTranche(tx, tranche)
      const first = await takeNumbers(tx, campagne, lignes.length, premierNumero)
      const titres = lignes.map((ligne, index): DraftTitre => {
        const regle = regles.get(ligne.type)
        if (!regle) throw new Error(`no rule for ${ligne.type}`)
        const base = {
          habitants: ligne.habitants,
          genre: campagne.populationGenre,
          millesime: campagne.millesime,
          montant: ligne.montant,
        }
        const nom = legalName(ligne.type, ligne.nom)
        return {
          collectiviteId: ligne.collectiviteId,
          campagneId: campagne.id,
          correction: null,
          exercice: campagne.exercice,
          budget: campagne.budget,
          serie: campagne.serie,
          numero: first + index,
          bordereau: campagne.bordereau ?? 0,
          objet: campagne.libelle,
          fondement: `Contribution annuelle des membres aux charges du syndicat, exercice ${campagne.exercice} (charte d’adhésion, statuts et délibération tarifaire).`,
          imputation: campagne.imputation,
          dateEmission: fromDatabase(campagne.dateEmission),
          echeance: fromDatabase(campagne.echeance),
          canal: canalFor(ligne, canalParDefaut),
          debiteur: {
            nom,
            type: ligne.type,
            siren: ligne.siren,
            siret: ligne.siret,
            adresse: ligne.adresse,
            codePostal: ligne.codePostal,
            ville: ligne.ville,
          },
          numeroEngagement: null,
          codeService: null,
          periode: null,
          emisParId: campagne.lanceParId ?? "",
          lignes: [
            {
              libelle: campagne.libelle,
              bases: basesLiquidation(regle, base),
              quantite: decimal(regle.mode === "taux_population" ? String(ligne.habitants ?? 0) : "1"),
              prixUnitaire: regle.mode === "taux_population" ? regle.taux : toEuros(ligne.montant),
              montantHt: ligne.montant,
              categorieTva: "O",
              tauxTva: decimal("0"),
              montantTva: 0n,
              beneficiaireId: ligne.collectiviteId,
              beneficiaireNom: nom,
              serviceId: null,
              pilierId: null,
              acte: null,
              origine: null,
              base: {
                mode: regle.mode,
                habitants: ligne.habitants,
                genre: campagne.populationGenre,
                millesime: campagne.millesime,
                taux: regle.mode === "taux_population" ? regle.taux : null,
              },
            },
          ],
        }
      })
      await insertTitres(tx, titres)
      await finish(tx, tranche)
      await tx.journal("campagne.tranche-issued", {
        objet: `campagne/${campagne.id}`,
        apres: { rang: tranche.rang, titres: titres.length, premier: first },
      })
      return ok({ titres: titres.length })
    },
    { timeoutMs: 120_000 },
  )

type Tranche = { campagneId: string; rang: number }

async function claim(tx: Tx): Promise<Tranche | null> {
  const [row] = await tx.$queryRaw<Tranche[]>`
    select t."campagneId", t.rang from campagne_tranche t join campagne c on c.id = t."campagneId"
    where t.genre = 'emission' and t.etat = 'a_faire' and c.etat = 'en_emission'
    order by t."campagneId", t.rang limit 1 for update of t skip locked`
  return row ?? null
}

type Ligne = {
  collectiviteId: string
  type: CollectiviteType
  nom: string
  habitants: number | null
  montant: bigint
  siren: string | null
  siret: string | null
  adresse: string | null
  codePostal: string | null
  ville: string | null
}

const listTranche = (tx: Tx, { campagneId, rang }: Tranche): Promise<Ligne[]> => tx.$queryRaw<Ligne[]>`
  select l."collectiviteId", l.type, c.nom, l.habitants, l.montant, c.siren, f.siret, f.adresse,
    coalesce(f."codePostal", c."codesPostaux"[1]) as "codePostal", coalesce(f.ville, case when c.type = 'commune' then c.nom end) as ville
  from campagne_ligne l join collectivite c on c.id = l."collectiviteId"
  left join fiche f on f."collectiviteId" = l."collectiviteId"
  where l."campagneId" = ${campagneId}::uuid and l.tranche = ${rang}
  order by l.type, c."nomPlie", c.id`

/** The lock on the series makes the tranches of a campaign end one after the other: the last one sees all others done. */
async function finish(tx: WriteTx, { campagneId, rang }: Tranche) {
  await tx.$executeRaw`
    update campagne_ligne l set "titreId" = t.id from titre t
    where l."campagneId" = ${campagneId}::uuid and l.tranche = ${rang}
      and t."collectiviteId" = l."collectiviteId" and t."campagneId" = l."campagneId"`
  await tx.$executeRaw`
    update campagne_tranche set etat = 'faite', "faiteLe" = now(), erreur = null
    where "campagneId" = ${campagneId}::uuid and genre = 'emission' and rang = ${rang}`
  await tx.$executeRaw`insert into campagne_tranche ("campagneId", genre, rang) values (${campagneId}::uuid, 'pdf', ${rang})`
  await tx.$executeRaw`
    update campagne set etat = 'emise', "termineLe" = now() where id = ${campagneId}::uuid and not exists (
      select from campagne_tranche where "campagneId" = ${campagneId}::uuid and genre = 'emission' and etat = 'a_faire')`
}
