import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { fichierHref } from "@/components/deliberations/citation.tsx"
import { SituationBadge } from "@/components/deliberations/situation-badge.tsx"
import { sizeWords } from "@/components/documents/words.ts"
import { Form } from "@/components/ui/form.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { changeDeliberationAction, depositDeliberationAction } from "@/lib/deliberations/actions.ts"
import { type DeliberationFile, findDeliberation, listSansDeliberation } from "@/lib/deliberations/queries.ts"
import { situationOf } from "@/lib/deliberations/rules.ts"
import { formatDay, formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { DeliberationFields } from "../_components/deliberation-fields.tsx"
import { PdfField } from "../_components/pdf-field.tsx"
import { AttachSection } from "./_components/attach-section.tsx"
import { FixedSection } from "./_components/fixed-section.tsx"

export const metadata: Metadata = { title: "Délibération" }

const FILES: readonly Column<DeliberationFile["fichiers"][number]>[] = [
  {
    key: "nom",
    header: "Fichier",
    rowHeader: true,
    cell: ({ id, nom }) => (
      <a href={fichierHref(id)} className="break-all">
        {nom}
      </a>
    ),
  },
  { key: "version", header: "Version", end: true, cell: ({ version }) => version },
  { key: "taille", header: "Taille", end: true, cell: ({ taille }) => sizeWords(taille) },
  { key: "deposeLe", header: "Déposé le", cell: ({ deposeLe }) => formatInstant(deposeLe) },
]

type Props = { params: Promise<{ deliberation: string }> }

export default async function DeliberationPage({ params }: Props) {
  const ctx = await agentContext()
  const { deliberation: id } = await params
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const deliberation = await findDeliberation(tx, id)
    return deliberation && { deliberation, open: await listSansDeliberation(tx, deliberation.delibereLe) }
  })
  if (!found) notFound()
  const { deliberation, open } = found
  const [last] = deliberation.fichiers
  const hidden = { deliberation: id, version: String(deliberation.version) }
  return (
    <>
      <PageHeader
        title={`Délibération n° ${deliberation.numero}`}
        state={<SituationBadge deliberation={deliberation} />}
        crumbs={[{ href: "/gestion/deliberations", label: "Délibérations" }]}
        lede={`${deliberation.objet}. ${deliberation.organe}, ${formatDay(deliberation.delibereLe)}.`}
        action={last ? <LinkButton href={fichierHref(last.id)}>Ouvrir le PDF</LinkButton> : undefined}
      />
      {situationOf(deliberation) === "executoire" ? null : (
        <Notice tone="attention" title="Cette délibération n’est pas encore exécutoire">
          Un acte le devient une fois transmis au contrôle de légalité et publié (article L. 2131-1 du code général des
          collectivités territoriales) : indiquez ces dates ci-dessous.
        </Notice>
      )}
      <FixedSection deliberation={deliberation} />
      <AttachSection id={id} open={open} />
      <Section title="Suivre ou corriger">
        <Form action={changeDeliberationAction} hidden={hidden} aria-label="Modifier la délibération">
          <DeliberationFields known={deliberation} />
          <div>
            <SubmitButton pending="Enregistrement…">Enregistrer</SubmitButton>
          </div>
        </Form>
      </Section>
      <Section title="Fichiers">
        <Table
          caption="Versions du fichier, de la plus récente à la plus ancienne"
          columns={FILES}
          rows={deliberation.fichiers}
          rowKey={({ id: fichier }) => fichier}
        />
        <Form
          action={depositDeliberationAction}
          hidden={{ deliberation: id }}
          aria-label="Déposer une nouvelle version"
          className="mt-4 grid gap-4"
        >
          <PdfField />
          <div>
            <SubmitButton look="secondary" pending="Envoi et vérification du fichier…">
              Déposer la version tamponnée
            </SubmitButton>
          </div>
        </Form>
      </Section>
    </>
  )
}
