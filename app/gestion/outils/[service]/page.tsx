import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import {
  announceMaintenanceAction,
  cancelMaintenanceAction,
  recordAccesAction,
  updateModuleAction,
} from "@/lib/outils/actions.ts"
import { findModule } from "@/lib/outils/queries/outils.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { formatDay, formatInstant } from "@/lib/platform/format.ts"

import { Montees } from "./_components/montees.tsx"
import { Reprises } from "./_components/reprises.tsx"
import { Sorties } from "./_components/sorties.tsx"

export const metadata: Metadata = { title: "Un outil du pack" }

export default async function OutilPage({ params }: { params: Promise<{ service: string }> }) {
  const ctx = await agentContext()
  const { service: slug } = await params
  const found = await read(ctx, (tx) => findModule(tx, slug))
  if (!found) notFound()
  const { nom, module, maintenances, certificats, reprises, montees, sortiesTues } = found
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Outils du pack", href: "/gestion/outils" }]}
        title={nom}
        lede={module.aQuoiSert}
        action={
          <p className="flex flex-wrap gap-x-4">
            <a href={`/gestion/outils/${slug}/acces`}>Accès</a>
            <a href={`/gestion/outils/${slug}/raccordement`}>Raccordement</a>
            <a href={`/gestion/catalogue/${slug}`}>Au catalogue</a>
          </p>
        }
      />
      {sortiesTues.total > 0 ? <Sorties slug={slug} {...sortiesTues} /> : null}
      <Section title="Arrêts annoncés">
        {maintenances.length === 0 ? <p className="text-muted">Aucun arrêt.</p> : null}
        {maintenances.map(({ id, debut, fin, objet, annulee }) => (
          <div key={id} className="grid gap-2 border-line border-b pb-3">
            <p>
              {objet} Du {formatInstant(debut)} au {formatInstant(fin)}
              {annulee ? ", annulé" : ""}.
            </p>
            {annulee || fin < new Date() ? null : (
              <Form
                action={cancelMaintenanceAction}
                hidden={{ service: slug, maintenance: id }}
                aria-label={`Annuler l’arrêt du ${formatInstant(debut)}`}
              >
                <div>
                  <SubmitButton look="quiet" pending="Annulation…">
                    Annuler cet arrêt
                  </SubmitButton>
                </div>
              </Form>
            )}
          </div>
        ))}
        <Form action={announceMaintenanceAction} hidden={{ service: slug }} aria-label="Annoncer un arrêt">
          <TextField name="objet" label="Pourquoi l’outil s’arrête" required />
          <TextField name="debut" label="Début" type="datetime-local" required />
          <TextField name="fin" label="Fin" type="datetime-local" required />
          <div>
            <SubmitButton pending="Annonce…">Annoncer à ceux qui s’en servent</SubmitButton>
          </div>
        </Form>
      </Section>
      <Montees slug={slug} montees={montees} />
      {reprises.length > 0 ? <Reprises slug={slug} reprises={reprises} /> : null}
      {certificats.length > 0 ? (
        <Section title="Certificats à renouveler">
          <ul className="list-disc ps-5">
            {certificats.map(({ id, nom: collectivite, publicId, titulaire, jusqua }) => (
              <li key={id}>
                <a href={`/gestion/collectivites/${publicId}`}>{collectivite}</a>, jusqu’au{" "}
                {formatDay(calendarDate(jusqua))}
                {titulaire === collectivite ? "" : `, au nom de ${titulaire}`}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title="Accès d’une collectivité">
        <Form action={recordAccesAction} hidden={{ service: slug }} aria-label="Accès d’une collectivité">
          <TextField name="collectivite" label="Collectivité" hint="Son nom exact, ou son identifiant." required />
          <TextField name="comptes" label="Comptes ouverts" inputMode="numeric" required />
          <TextField name="identifiant" label="Identifiant de l’accès" />
          <TextField name="certificatJusqua" label="Certificat jusqu’au" type="date" />
          <TextField name="dernierUsageLe" label="Dernier usage" type="date" />
          <div>
            <SubmitButton pending="Enregistrement…">Enregistrer cet accès</SubmitButton>
          </div>
        </Form>
      </Section>
      <Section title="La fiche de l’outil">
        <Form action={updateModuleAction} hidden={{ service: slug }} aria-label="La fiche de l’outil">
          <TextField name="aQuoiSert" label="À quoi il sert" defaultValue={module.aQuoiSert} required />
          <TextField name="adresse" label="Adresse où il s’ouvre" type="url" defaultValue={module.adresse ?? ""} />
          <TextField name="tutoriel" label="Mode d’emploi" type="url" defaultValue={module.tutoriel ?? ""} />
          <TextField name="contact" label="Contact" defaultValue={module.contact} required />
          <CheckboxField name="certificat" label="S’utilise avec un certificat" defaultChecked={module.certificat} />
          <TextField
            name="perturbation"
            label="Perturbation du jour"
            hint="Vide quand tout va bien."
            defaultValue={module.perturbation ?? ""}
          />
          <CheckboxField
            name="suspendu"
            label="Fermé jusqu’à nouvel ordre"
            hint="Personne ne l’ouvre depuis le portail ; la perturbation du jour dit pourquoi."
            defaultChecked={module.suspendu}
          />
          <TextareaField
            name="profils"
            label="Profils"
            hint="Ce qu’une personne peut y être, dans les mots de l’outil : un par ligne."
            rows={4}
            defaultValue={module.profils.join("\n")}
            required
          />
          <TextField
            name="comptesInclus"
            label="Comptes compris par collectivité"
            hint="Vide : sans limite."
            inputMode="numeric"
            defaultValue={module.comptesInclus?.toString() ?? ""}
          />
          <div>
            <SubmitButton pending="Enregistrement…">Enregistrer la fiche</SubmitButton>
          </div>
        </Form>
      </Section>
    </>
  )
}
