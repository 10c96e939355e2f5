import type { Metadata } from "next"
import { EtapesList } from "@/components/messageries/etapes-list.tsx"
import { ZoneTable } from "@/components/messageries/zone-table.tsx"
import { AccesNotice } from "@/components/souscriptions/acces-notice.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { checkZoneAction, completeEtapeAction } from "@/lib/messageries/actions.ts"
import { findMessagerie, listMessageries } from "@/lib/messageries/queries/messagerie.ts"
import { suggestNoms } from "@/lib/messageries/rules/nom.ts"
import { findAcces } from "@/lib/souscriptions/queries/acces.ts"
import { Boites } from "./_components/boites.tsx"
import { DatesForm } from "./_components/dates-form.tsx"
import { Domaines } from "./_components/domaines.tsx"
import { NomSection } from "./_components/nom-section.tsx"

export const metadata: Metadata = { title: "Messagerie et nom de domaine" }

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function MessageriePage({ params, searchParams }: Props) {
  const { collectivite } = await params
  const { souscription: asked } = await searchParams
  const ctx = await membreContext(collectivite)
  const { collectiviteId, type, nom } = only(ctx)
  const { acces, choix, souscription, messagerie, departement } = await read(ctx, async (tx) => {
    const acces = await findAcces(tx, { collectiviteId, type }, "messagerie")
    const choix = await listMessageries(tx, collectiviteId)
    const open = acces.etat === "ouvert" || acces.etat === "demande" ? acces.souscriptionId : ""
    const souscription = choix.find(({ souscriptionId }) => souscriptionId === asked)?.souscriptionId ?? open
    const { departement } = await tx.collectivite.findUniqueOrThrow({
      where: { id: collectiviteId },
      select: { departement: true },
    })
    const messagerie = open ? await findMessagerie(tx, collectiviteId, souscription) : null
    return { acces, choix, souscription, departement, messagerie }
  })
  const path = `/c/${collectivite}`
  const header = (
    <PageHeader
      title="Messagerie et nom de domaine"
      lede="Des adresses au nom de la collectivité, que personne ne peut imiter."
    />
  )
  if (acces.etat !== "ouvert" && acces.etat !== "demande") {
    return (
      <>
        {header}
        <AccesNotice acces={acces} path={path} />
      </>
    )
  }
  const target = messagerie ? { collectivite, souscription, messagerie: messagerie.id } : null
  return (
    <>
      {header}
      <Domaines choix={choix} present={souscription} path={`${path}/messagerie`} />
      <NomSection
        target={{ collectivite, souscription }}
        messagerie={messagerie}
        suggestions={suggestNoms(nom, departement)}
      />
      {messagerie?.nom && target ? (
        <>
          <Boites boites={messagerie.boites} nom={messagerie.nom} target={target} />
          <Section title="La zone du domaine">
            {messagerie.attendus ? (
              <>
                <ZoneTable nom={messagerie.nom} attendus={messagerie.attendus} controles={messagerie.controles} />
                <Form action={checkZoneAction} hidden={target} aria-label="Vérifier la zone">
                  <div>
                    <SubmitButton pending="Vérification…">Vérifier maintenant</SubmitButton>
                  </div>
                </Form>
              </>
            ) : (
              <p className="text-muted">Le prestataire n’a pas encore donné ce que la zone doit contenir.</p>
            )}
          </Section>
          <DatesForm messagerie={messagerie} target={target} />
          <Section title="De l’ancienne adresse à la nouvelle">
            <EtapesList
              etapes={messagerie.etapes}
              act={(etape) =>
                etape.qui === "la mairie" ? (
                  <Form
                    action={completeEtapeAction}
                    hidden={{ ...target, etape: etape.code }}
                    aria-label={`Étape : ${etape.nom}`}
                  >
                    <div>
                      <SubmitButton pending="Enregistrement…">C’est fait</SubmitButton>
                    </div>
                  </Form>
                ) : null
              }
            />
          </Section>
        </>
      ) : null}
    </>
  )
}
