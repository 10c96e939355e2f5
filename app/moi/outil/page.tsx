import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Task, TaskList } from "@/components/ui/task-list.tsx"
import { allMembreContext } from "@/lib/access/request.ts"
import { chooseIdentite } from "@/lib/outils/commands/sso.ts"
import { SSO_PATH } from "@/lib/ports/sso-address.ts"

export const metadata: Metadata = { title: "Pour quelle collectivité ?" }

type Props = { searchParams: Promise<{ demande?: string; outil?: string }> }

/** She came from the tool itself, which cannot know for which of her collectivités. */
export default async function OutilPage({ searchParams }: Props) {
  const { demande = "", outil = "" } = await searchParams
  const ctx = await allMembreContext()
  const identites = ctx ? await chooseIdentite(ctx, { slug: outil, hint: null, now: new Date() }) : []
  if (identites.length === 0 || !/^[\w-]{8,64}$/.test(demande)) notFound()
  return (
    <>
      <PageHeader title="Pour quelle collectivité ?" lede="L’outil s’ouvre pour une collectivité à la fois." />
      <TaskList>
        {identites.map(({ publicId, collectivite, profil }) => (
          <Task
            key={publicId}
            title={<strong>{collectivite}</strong>}
            detail={profil}
            action={
              <LinkButton href={`${SSO_PATH}/interaction/${demande}?collectivite=${publicId}`}>
                Ouvrir<span className="sr-only"> pour {collectivite}</span>
              </LinkButton>
            }
          />
        ))}
      </TaskList>
    </>
  )
}
