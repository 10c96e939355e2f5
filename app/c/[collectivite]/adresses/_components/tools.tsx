type Props = { path: string; commune: string; member: boolean }

/** What can be done with the report; `commune` carries an EPCI's choice along. */
export function Tools({ path, commune, member }: Props) {
  return (
    <nav aria-label="Outils des adresses" className="flex flex-wrap gap-x-6 gap-y-1 print:hidden">
      <a href={`${path}/rapport${commune}`}>Rapport pour le conseil (PDF)</a>
      <a href={`${path}/lignes${commune}`}>Lignes à corriger (CSV)</a>
      <a href={`${path}/corrections${commune}`}>Corrections proposées</a>
      <a href={`${path}/versions${commune}`}>Évolution</a>
      <a href={`${path}/exceptions${commune}`}>Exceptions</a>
      <a href={`${path}/regles`}>Ce qui est vérifié</a>
      {member ? <a href={`${path}/source`}>Relevé automatique</a> : null}
      {member ? <a href={`${path}/raccordement`}>Problèmes de raccordement</a> : null}
    </nav>
  )
}

/** Without a report: before the first file, and for an EPCI over all of its communes. */
export const Beginnings = ({ path }: { path: string }) => (
  <nav aria-label="Outils des adresses" className="flex flex-wrap gap-x-6 gap-y-1 print:hidden">
    <a href={`${path}/source`}>Relevé automatique, si votre fichier est publié à une adresse fixe</a>
    <a href={`${path}/raccordement`}>Problèmes de raccordement</a>
    <a href={`${path}/regles`}>Ce qui est vérifié</a>
  </nav>
)
