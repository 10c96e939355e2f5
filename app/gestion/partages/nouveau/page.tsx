import type { Metadata } from "next"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { CATEGORIE_TVA_LABELS, CATEGORIES_TVA } from "@/lib/catalogue/types.ts"
import { createPartageAction } from "@/lib/partages/actions.ts"
import { listChoices, listToShare } from "@/lib/partages/queries/depenses.ts"
import { CLE_LABELS, CLES, type Cle } from "@/lib/partages/types.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Répartir un coût" }

const HINTS: Record<Cle, string> = {
  population: "La population de référence des réglages.",
  quantite: "Postes, comptes, licences de chaque participant.",
  egale: "Le même montant pour chacun, au centime près.",
  pourcentage: "Des pourcentages qui font 100. Un seul participant à 100 % rembourse à l’euro.",
}

export default async function NouveauPartagePage() {
  const ctx = await agentContext()
  const { choices, depenses } = await read(ctx, async (tx) => ({
    choices: await listChoices(tx),
    depenses: await listToShare(tx),
  }))
  return (
    <>
      <PageHeader
        title="Répartir un coût"
        crumbs={[{ href: "/gestion/partages", label: "Coûts partagés" }]}
        lede="Vous ajouterez ensuite les participants. Rien n’est facturé avant la validation."
      />
      <Form action={createPartageAction} aria-label="Répartir un coût">
        <TextField name="libelle" label="Nom du partage" hint="Il sera sur les titres." required maxLength={160} />
        <SelectField
          name="service"
          label="Service"
          required
          empty="Choisir un service"
          options={choices.services.map(({ slug, nom }) => ({ value: slug, label: nom }))}
        />
        <SelectField
          name="depense"
          label="Dépense à répartir"
          hint="Son justificatif sera remis à chaque payeur avec son titre."
          empty="Aucune : je saisis le coût"
          options={depenses.map(({ id, libelle, fournisseur, montantHt }) => ({
            value: id,
            label: `${libelle}, ${fournisseur}, ${formatAmount(montantHt)} HT`,
          }))}
        />
        <TextField
          name="cout"
          label="Coût"
          hint="À remplir sans dépense, ou pour n’en répartir qu’une partie. Sinon : la dépense, hors taxes si le titre porte la TVA, toutes taxes comprises sinon."
          unit="€"
          inputMode="decimal"
          conditional
        />
        <TextField
          name="quotePart"
          label="Quote-part de personnel et de charges générales"
          hint="Elle s’ajoute au coût."
          unit="%"
          inputMode="decimal"
          defaultValue="0"
        />
        <RadioField
          name="cle"
          legend="Clé de répartition"
          options={CLES.map((value) => ({ value, label: CLE_LABELS[value], hint: HINTS[value] }))}
        />
        <SelectField
          name="categorieTva"
          label="TVA"
          required
          options={CATEGORIES_TVA.map((value) => ({ value, label: CATEGORIE_TVA_LABELS[value] }))}
          defaultValue="E"
        />
        <TextField
          name="tauxTva"
          label="Taux de TVA"
          hint="S’il y en a une."
          unit="%"
          inputMode="decimal"
          conditional
        />
        <TextField name="exercice" label="Exercice" inputMode="numeric" required defaultValue={yearOf(today())} />
        <div>
          <SubmitButton pending="Enregistrement…">Continuer avec les participants</SubmitButton>
        </div>
      </Form>
    </>
  )
}
