import type { DroitsPage } from "@/lib/outils/queries/droits.ts"
import { compareComptes, ecartOf } from "@/lib/outils/rules/comptes.ts"
import { formatCount, formatDay } from "@/lib/platform/format.ts"

/** What the portal and the tool's provider do not say alike; the same words for the two sides. */
export function Rapprochement({ page }: { page: DroitsPage }) {
  const { nommes, comptes, fournisseur, listeLe } = page
  const ecart = ecartOf(fournisseur, nommes.length)
  if (ecart === null) return <p className="text-muted">Le prestataire n’a pas encore dit quels comptes sont ouverts.</p>
  if (listeLe === null)
    return (
      <p className="max-w-measure">
        Le prestataire compte {formatCount(fournisseur ?? 0, "compte")}, sans dire lesquels ;{" "}
        {formatCount(nommes.length, "personne nommée", "personnes nommées")} ici.{" "}
        {ecart > 0 ? `${formatCount(ecart, "compte")} sans nom.` : null}
        {ecart < 0 ? `${formatCount(-ecart, "personne")} de plus que de comptes.` : null}
      </p>
    )
  const { sansDroit, sansCompte, profils } = compareComptes(nommes, comptes)
  const rien = sansDroit.length + sansCompte.length + profils.length === 0
  return (
    <div className="grid gap-3">
      <p>
        Liste du {formatDay(listeLe)} : {formatCount(comptes.length, "compte")}.{" "}
        {rien ? "Elle dit la même chose que le portail." : null}
      </p>
      <Difference
        title="Comptes ouverts dans l’outil, sans accès donné ici"
        items={sansDroit.map(({ courriel, nom, profil, dernierUsageLe }) => [
          courriel,
          `${nom} (${courriel})${profil ? `, ${profil}` : ""}${dernierUsageLe ? `, dernier usage le ${formatDay(dernierUsageLe)}` : ""}`,
        ])}
        suite="Donnez l’accès à la personne si elle est des vôtres, sinon faites fermer le compte."
      />
      <Difference
        title="Accès donnés ici, sans compte dans l’outil"
        items={sansCompte.map(({ courriel, nom }) => [courriel, `${nom} (${courriel})`])}
        suite="Le compte reste à ouvrir dans l’outil."
      />
      <Difference
        title="Profils différents"
        items={profils.map(({ nom, ici, outil }) => [nom, `${nom} : « ${ici} » ici, « ${outil} » dans l’outil`])}
        suite="Faites corriger celui des deux qui est faux."
      />
    </div>
  )
}

type DifferenceProps = { title: string; items: readonly (readonly [string, string])[]; suite: string }

function Difference({ title, items, suite }: DifferenceProps) {
  if (items.length === 0) return null
  return (
    <div className="grid gap-1">
      <h3>{title}</h3>
      <ul className="list-disc ps-5">
        {items.map(([key, text]) => (
          <li key={key}>{text}</li>
        ))}
      </ul>
      <p className="text-muted text-sm">{suite}</p>
    </div>
  )
}
