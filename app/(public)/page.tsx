import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { listPiliers } from "@/lib/adhesions/queries/simulation.ts"
import { findOperateurFile } from "@/lib/operateur/queries.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { CommuneSearch } from "./_components/commune-search.tsx"
import { DemonstrationNotice } from "./_components/demonstration-notice.tsx"
import { OutilsOuverts } from "./_components/outils-ouverts.tsx"

export default async function HomePage() {
  const { operateur, piliers } = await read(PUBLIC, async (tx) => ({
    operateur: await findOperateurFile(tx),
    piliers: await listPiliers(tx),
  }))
  return (
    <>
      <OutilsOuverts />
      <PageHeader
        title={operateur.marque}
        lede="Les services numériques que les mairies, les intercommunalités et les syndicats partagent : ce que votre collectivité possède déjà, ce qu’elle paie, ce qu’elle peut obtenir."
        action={
          <LinkButton href="/connexion" look="primary">
            Se connecter
          </LinkButton>
        }
      />
      <DemonstrationNotice operateur={operateur} />
      <Section title="Combien coûterait l’adhésion de votre commune ?">
        <p>Le montant, ce qu’il comprend et combien de communes voisines sont adhérentes : sans créer de compte.</p>
        <CommuneSearch />
      </Section>
      {piliers.length > 0 ? (
        <Section title="Le catalogue" action={<a href="/catalogue">Voir tous les services et leurs coûts</a>}>
          <ul className="grid gap-x-10 border-line border-t sm:grid-cols-2">
            {piliers.map(({ id, nom, besoin, services }) => (
              <li key={id} className="grid content-start gap-0.5 border-line border-b py-4">
                <h3>{nom}</h3>
                <p className="text-muted">{besoin}.</p>
                <p className="text-sm">{formatCount(services, "service")}</p>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title="Déjà adhérent ?">
        <p>
          Secrétaires de mairie, élus, agents des intercommunalités et des syndicats : connectez-vous avec ProConnect ou
          avec l’adresse de courriel de votre mairie. Une même personne peut agir pour plusieurs collectivités.
        </p>
        <p>
          <LinkButton href="/connexion">Ouvrir l’espace de ma collectivité</LinkButton>
        </p>
      </Section>
    </>
  )
}
