import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { toDataURL } from "qrcode"
import { currentBrand } from "@/app/brand.ts"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { findEnrolment } from "@/lib/access/identity/totp-factor.ts"
import { personneContext } from "@/lib/access/request.ts"
import { enrolTotpAction } from "@/lib/personnes/actions/factors.ts"

export const metadata: Metadata = { title: "Ajouter un code à usage unique" }

export default async function CodePage() {
  const [{ who }, brand] = await Promise.all([personneContext(), currentBrand()])
  const enrolment = await findEnrolment(who, brand.name)
  if (!enrolment) redirect("/moi/securite")
  const picture = await toDataURL(enrolment.address, { margin: 4, scale: 5 })
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Mon compte", href: "/moi/securite" }]}
        title="Ajouter un code à usage unique"
        lede="Deux minutes, avec votre téléphone."
      />
      <ol className="grid max-w-measure list-decimal gap-6 ps-6">
        <li>
          Ouvrez votre application de codes (FreeOTP, Aegis, celle de votre téléphone…) et choisissez « Ajouter ».
        </li>
        <li className="grid gap-3">
          <span>Lisez cette image, ou recopiez la clé.</span>
          {/* biome-ignore lint/performance/noImgElement: made for this page, never cached. */}
          <img src={picture} width={245} height={245} alt="Code QR de la clé écrite ci-dessous" className="rounded" />
          <code className="break-all text-lg">{enrolment.secret.match(/.{1,4}/g)?.join(" ")}</code>
        </li>
        <li>
          <Form action={enrolTotpAction} aria-label="Premier code">
            <TextField
              name="code"
              label="Le code que votre téléphone affiche"
              hint="Six chiffres"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={9}
              required
            />
            <SubmitButton pending="Vérification…">Ajouter ce téléphone</SubmitButton>
          </Form>
        </li>
      </ol>
    </>
  )
}
