import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Form } from "@/components/ui/form.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { formatList } from "@/lib/platform/format.ts"
import { mergeAction } from "@/lib/successions/actions.ts"
import { listSituations } from "@/lib/successions/queries/situation.ts"
import { statutAfter, suitesOf } from "@/lib/successions/rules.ts"
import { SuitesSection } from "../_components/suites-section.tsx"

export const metadata: Metadata = { title: "Fusion de communes" }

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function FusionPage({ params, searchParams }: Props) {
  const ctx = await agentContext()
  const { collectivite } = await params
  const { avec = [] } = await searchParams
  const asked = [...new Set([collectivite, ...(typeof avec === "string" ? [avec] : avec)])].filter(Boolean)
  const before = await read(ctx, (tx) => listSituations(tx, asked))
  const [siege] = before
  if (!siege) notFound()
  const back = `/gestion/collectivites/${collectivite}/evolutions`
  const noms = formatList(before.map(({ nom }) => nom))
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Collectivités", href: "/gestion/collectivites" },
          { label: siege.nom, href: `/gestion/collectivites/${collectivite}` },
          { label: "Évolutions", href: back },
        ]}
        title={`Fusion de ${noms}`}
        lede="Lisez ce qui suit, puis enregistrez : rien n’est changé tant que vous ne l’avez pas fait."
      />
      {before.length < 2 ? (
        <Notice tone="attention" title="Il faut au moins deux communes">
          <LinkButton href={back}>Choisir les communes</LinkButton>
        </Notice>
      ) : (
        <>
          <SuitesSection before={before} suites={suitesOf(before, statutAfter(before))} />
          <Section title="La commune nouvelle">
            <Form action={mergeAction} aria-label="La commune nouvelle">
              {before.map(({ publicId }) => (
                <input key={publicId} type="hidden" name="predecesseurs" value={publicId} />
              ))}
              <TextField name="nom" label="Nom" maxLength={120} required />
              <TextField
                name="codeInsee"
                label="Code INSEE"
                hint="Le plus souvent celui du chef-lieu."
                defaultValue={siege.codeInsee ?? ""}
                className="max-w-40"
                required
              />
              <TextField name="siren" label="SIREN" hint="S’il est déjà attribué." className="max-w-60" />
              <TextField name="le" label="Date d’effet" type="date" className="max-w-60" required />
              <TextField name="fondement" label="Arrêté préfectoral" hint="Numéro et date." maxLength={200} required />
              <div>
                <SubmitButton pending="Enregistrement…">Enregistrer la fusion de {before.length} communes</SubmitButton>
              </div>
            </Form>
          </Section>
        </>
      )}
    </>
  )
}
