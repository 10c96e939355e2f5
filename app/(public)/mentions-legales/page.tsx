import type { Metadata } from "next"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { findOperateurFile } from "@/lib/operateur/queries.ts"
import { env } from "@/lib/platform/env.ts"
import { DemonstrationNotice } from "../_components/demonstration-notice.tsx"

export const metadata: Metadata = { title: "Mentions légales" }

const MISSING = "Non renseigné dans les réglages de l’opérateur"

export default async function MentionsLegalesPage() {
  const operateur = await read(PUBLIC, findOperateurFile)
  const demonstration = env().DEMONSTRATION
  return (
    <>
      <PageHeader title="Mentions légales" />
      <DemonstrationNotice operateur={operateur} />
      <Section title={demonstration ? "Éditeur qu’aurait ce portail en service" : "Éditeur"}>
        <DescriptionList
          items={[
            { label: "Organisme", value: operateur.nom },
            { label: "Adresse", value: `${operateur.adresse}, ${operateur.codePostal} ${operateur.ville}` },
            { label: "SIRET", value: operateur.siret ?? MISSING },
            { label: "Courriel", value: operateur.courriel ?? MISSING },
            { label: "Téléphone", value: operateur.telephone ?? MISSING },
            { label: "Publication", value: `Directeur de la publication : ${operateur.ordonnateurQualite}` },
          ]}
        />
        {demonstration ? (
          <p>
            Cette démonstration n’est ni publiée ni approuvée par cet organisme. Ce qu’elle affiche à son sujet vient de
            ses documents publics.
          </p>
        ) : null}
      </Section>
      <Section title="Hébergement">
        {demonstration ? (
          <p>
            La démonstration tourne entièrement sur la machine qui l’a lancée : base de données, documents et messages y
            restent.
          </p>
        ) : null}
        {operateur.hebergeurNom ? (
          <DescriptionList
            items={[
              { label: demonstration ? "Hébergeur qu’aurait ce portail" : "Hébergeur", value: operateur.hebergeurNom },
              { label: "Adresse", value: operateur.hebergeurAdresse ?? MISSING },
              { label: "Téléphone", value: operateur.hebergeurTelephone ?? MISSING },
            ]}
          />
        ) : demonstration ? null : (
          <p>Les coordonnées de l’hébergeur sont communiquées sur demande à l’adresse ci-dessus.</p>
        )}
      </Section>
      <Section title="Logiciel et réutilisation">
        <p>
          Le logiciel est libre, sous licence EUPL 1.2. Les données publiques affichées sont sous Licence Ouverte 2.0 :
          leurs sources sont sur la page <a href="/donnees">À propos des données</a>.
        </p>
        <p>Police de caractères : Public Sans, sous licence SIL Open Font 1.1.</p>
      </Section>
    </>
  )
}
