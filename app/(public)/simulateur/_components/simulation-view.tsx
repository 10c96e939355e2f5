import { Amount } from "@/components/ui/amount.tsx"
import { Fact, Facts } from "@/components/ui/facts.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import type { Simulation } from "@/lib/adhesions/queries/simulation.ts"
import { formatInteger } from "@/lib/platform/format.ts"
import { Calculation } from "./calculation.tsx"
import { IncludedServices } from "./included-services.tsx"
import { JoinForm } from "./join-form.tsx"

type SimulationViewProps = { simulation: Simulation; sent: boolean }

export function SimulationView({ simulation, sent }: SimulationViewProps) {
  const { collectivite, operateur, cotisation, voisins, inclus } = simulation
  return (
    <>
      <PageHeader
        title={collectivite.nom}
        crumbs={[{ label: "Simulateur", href: "/simulateur" }]}
        lede={`Ce que coûterait et apporterait l’adhésion à ${operateur.nom}.`}
      />
      {sent ? (
        <div role="status">
          <Notice tone="ok" title="Votre demande est bien arrivée">
            Une personne de l’équipe vous répond à l’adresse indiquée. Rien n’engage votre collectivité avant la
            délibération de son assemblée et la signature de la charte d’adhésion.
          </Notice>
        </div>
      ) : null}
      <Facts label="L’adhésion en bref">
        {cotisation === null ? (
          <Fact
            value="À préciser"
            label="La cotisation de cette collectivité dépend d’un chiffre que nous n’avons pas."
          />
        ) : (
          <Fact value={<Amount cents={cotisation} />} label="de cotisation par an">
            Montant sans TVA, pour une année entière.
          </Fact>
        )}
        <Fact value={formatInteger(inclus.length)} label={inclus.length < 2 ? "service compris" : "services compris"}>
          Sans rien payer de plus.
        </Fact>
        {collectivite.epci && voisins ? (
          <Fact
            value={`${formatInteger(voisins.adherentes)} sur ${formatInteger(voisins.communes)}`}
            label="communes adhérentes près de chez vous"
          >
            {collectivite.epci.nom}.{operateur.adhesionsSynthetiques ? " Chiffre inventé pour la démonstration." : ""}
          </Fact>
        ) : null}
      </Facts>
      {collectivite.epci && !voisins ? (
        <p className="text-muted">
          {collectivite.epci.nom} : le nombre de communes adhérentes ne se montre qu’à partir de trois.
        </p>
      ) : null}
      <Calculation simulation={simulation} />
      <IncludedServices inclus={inclus} />
      {sent ? null : (
        <Section title="Demander à adhérer">
          <p>
            Quelques lignes suffisent, en deux minutes. Cette demande n’engage à rien : elle permet à l’équipe de vous
            rappeler. Si votre collectivité est déjà adhérente, <a href="/connexion">connectez-vous</a>.
          </p>
          <JoinForm publicId={collectivite.publicId} categorieJuridique={collectivite.categorieJuridique} />
        </Section>
      )}
      <p className="text-sm">
        <a href="/donnees">D’où viennent ces données</a>
      </p>
    </>
  )
}
