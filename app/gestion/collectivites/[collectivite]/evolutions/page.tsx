import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findDossier } from "@/lib/collectivites/queries/dossier.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { listAttached, listMandats } from "@/lib/signatures/queries/mandats.ts"
import { isInForce } from "@/lib/signatures/rules.ts"
import { listEpci, listEvolutions, listNeighbours } from "@/lib/successions/queries/evolutions.ts"
import { findSuccesseurOf, listSituations } from "@/lib/successions/queries/situation.ts"
import { fonctionOf } from "@/lib/successions/rules.ts"
import { EpciForm, FusionForm, MaireForm } from "./_components/evolution-forms.tsx"

export const metadata: Metadata = { title: "Évolutions d’une collectivité" }

export default async function EvolutionsPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const ctx = await agentContext()
  const { collectivite } = await params
  const page = await read(ctx, async (tx) => {
    const dossier = await findDossier(tx, collectivite)
    const [situation] = await listSituations(tx, [collectivite])
    if (!dossier || !situation) return null
    return {
      ...{ dossier, situation },
      evolutions: await listEvolutions(tx, dossier.id),
      successeur: await findSuccesseurOf(tx, dossier.id),
      voisines: await listNeighbours(tx, situation),
      epci: await listEpci(tx),
      mandats: await listMandats(tx, dossier.id),
      personnes: await listAttached(tx, dossier.id),
    }
  })
  if (!page) notFound()
  const { dossier, situation, evolutions, successeur, mandats } = page
  const fonction = fonctionOf(dossier.type)
  const holding = mandats.filter((one) => isInForce(one, mandats, today()))
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Collectivités", href: "/gestion/collectivites" },
          { label: dossier.nom, href: `/gestion/collectivites/${collectivite}` },
        ]}
        title="Évolutions"
        lede={`Fusion, séparation, intercommunalité, élections : ce que devient le dossier de ${dossier.nom}.`}
      />
      <Section title="Ce qui a changé">
        {evolutions.length === 0 ? (
          <p className="text-muted">Rien d’enregistré.</p>
        ) : (
          <ul className="border-line border-t">
            {evolutions.map(({ key, le, fait, fondement, publicId }) => (
              <li key={key} className="border-line border-b py-2">
                {formatDay(le)} : {publicId ? <a href={`/gestion/collectivites/${publicId}`}>{fait}</a> : fait}{" "}
                <span className="text-muted text-sm">({fondement})</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {successeur ? (
        <p>Cette collectivité a un successeur, {successeur} : la suite s’enregistre dans son dossier.</p>
      ) : (
        <>
          {dossier.type === "commune" ? (
            <>
              <FusionForm collectivite={collectivite} {...page.voisines} />
              <EpciForm
                commune={collectivite}
                epci={page.epci}
                present={dossier.epci?.nom ?? null}
                prises={situation.prisesEpci}
              />
            </>
          ) : null}
          <MaireForm
            commune={collectivite}
            fonction={fonction}
            personnes={page.personnes.map(({ id, nom, fonction: place }) => ({ value: id, label: `${nom}, ${place}` }))}
            present={holding.find((one) => one.genre === "mandat" && one.fonction === fonction)?.nom ?? null}
            delegations={holding.filter(({ genre }) => genre === "delegation").length}
            actes={situation.actesOuverts}
          />
        </>
      )}
    </>
  )
}
