import { Section } from "@/components/ui/section.tsx"

const DOCUMENTS = [
  { slug: "lettre", label: "Lettre à l’opérateur" },
  { slug: "etat", label: "État des sommes dues" },
] as const

/** Each as a PDF to print and as a file to edit. */
export const DocumentLinks = ({ path }: { path: string }) => (
  <Section title="Documents prêts à signer">
    <ul className="grid gap-2">
      {DOCUMENTS.map(({ slug, label }) => (
        <li key={slug} className="flex flex-wrap gap-x-6 border-line border-b py-2">
          <span className="min-w-56">{label}</span>
          <a href={`${path}/${slug}?format=pdf`}>
            PDF<span className="sr-only"> : {label}</span>
          </a>
          <a href={`${path}/${slug}?format=docx`}>
            À modifier (DOCX)<span className="sr-only"> : {label}</span>
          </a>
        </li>
      ))}
    </ul>
  </Section>
)
