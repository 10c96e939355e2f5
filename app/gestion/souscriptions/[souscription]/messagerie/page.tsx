import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { EtapesList } from "@/components/messageries/etapes-list.tsx"
import { ZoneTable } from "@/components/messageries/zone-table.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { configureZoneAction, deskCheckZoneAction, deskCompleteEtapeAction } from "@/lib/messageries/actions.ts"
import { findMessagerieOfAnyone } from "@/lib/messageries/queries/messagerie.ts"
import { BOITE_GENRES } from "@/lib/messageries/types.ts"
import { isIdentifier } from "@/lib/souscriptions/schema.ts"

export const metadata: Metadata = { title: "Messagerie d’une collectivité" }

export default async function MessageriePage({ params }: { params: Promise<{ souscription: string }> }) {
  const ctx = await agentContext()
  const { souscription: id } = await params
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, (tx) => findMessagerieOfAnyone(tx, id))
  if (!found) notFound()
  const { collectivite, messagerie } = found
  const crumbs = [
    { label: "Souscriptions", href: "/gestion/souscriptions" },
    { label: collectivite.nom, href: `/gestion/souscriptions/${id}` },
  ]
  if (!messagerie?.nom) {
    return (
      <>
        <PageHeader crumbs={crumbs} title="Messagerie et nom de domaine" />
        <EmptyState title="Le nom de domaine n’est pas choisi.">
          La collectivité le choisit depuis son espace.
        </EmptyState>
      </>
    )
  }
  const target = { collectivite: collectivite.publicId, messagerie: messagerie.id }
  const { attendus, boites, nom } = messagerie
  return (
    <>
      <PageHeader crumbs={crumbs} title="Messagerie et nom de domaine" lede={`${collectivite.nom} : ${nom}.`} />
      <Section title="Boîtes à créer">
        <ul className="list-disc ps-5">
          {boites.map(({ id: boite, adresse, genre, usage }) => (
            <li key={boite}>
              {adresse}@{nom}, {BOITE_GENRES[genre].toLowerCase()}, {usage}
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Ce que la zone doit contenir">
        {attendus ? <ZoneTable nom={nom} attendus={attendus} controles={messagerie.controles} /> : null}
        {attendus ? (
          <Form action={deskCheckZoneAction} hidden={target} aria-label="Vérifier la zone">
            <div>
              <SubmitButton pending="Vérification…">Vérifier maintenant</SubmitButton>
            </div>
          </Form>
        ) : null}
        <Form
          action={configureZoneAction}
          hidden={{ ...target, version: String(messagerie.version) }}
          aria-label="Ce que donne le prestataire"
        >
          <TextField name="mx" label="Serveur qui reçoit (MX)" defaultValue={attendus?.mx} required />
          <TextField
            name="spf"
            label="Autorisé par le SPF"
            hint="Ce qui suit « include: »."
            defaultValue={attendus?.spf}
            required
          />
          <TextField name="dkimSelecteur" label="Sélecteur DKIM" defaultValue={attendus?.dkimSelecteur} required />
          <div>
            <SubmitButton pending="Enregistrement…">Enregistrer</SubmitButton>
          </div>
        </Form>
      </Section>
      <Section title="Migration">
        <EtapesList
          etapes={messagerie.etapes}
          act={(etape) => (
            <Form
              action={deskCompleteEtapeAction}
              hidden={{ ...target, etape: etape.code }}
              aria-label={`Étape : ${etape.nom}`}
            >
              <div>
                <SubmitButton pending="Enregistrement…">C’est fait</SubmitButton>
              </div>
            </Form>
          )}
        />
      </Section>
    </>
  )
}
