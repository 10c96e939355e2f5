import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { read } from "@/lib/access/door.ts"
import { personneContext, readerContext } from "@/lib/access/request.ts"
import { readAllAction } from "@/lib/notifications/actions.ts"
import { countMyNotifications, listMyNotifications, NOTIFICATIONS_PAGE } from "@/lib/notifications/queries/mine.ts"
import { notificationsFilter } from "@/lib/notifications/schema.ts"
import { NotificationList } from "./_components/notification-list.tsx"

export const metadata: Metadata = { title: "Notifications" }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function NotificationsPage({ searchParams }: Props) {
  const [ctx, { who }] = await Promise.all([readerContext(), personneContext()])
  const { page } = notificationsFilter.parse(await searchParams)
  const { notifications, counts } = await read(ctx, async (tx) => ({
    notifications: await listMyNotifications(tx, who.personneId, page),
    counts: await countMyNotifications(tx, who.personneId),
  }))
  return (
    <>
      <PageHeader
        title="Notifications"
        lede="Ce qui s’est passé dans vos collectivités, du plus récent au plus ancien."
        action={<a href="/moi/notifications/choix">Choisir ce que je reçois par courriel</a>}
      />
      {notifications.length === 0 ? (
        <EmptyState title="Aucune notification pour le moment.">
          Une souscription à approuver, un service ouvert, un titre à payer : vous le lirez ici.
        </EmptyState>
      ) : (
        <Section title={counts.nonLues > 0 ? "À lire et déjà lues" : "Toutes lues"}>
          {counts.nonLues > 0 ? (
            <Form action={readAllAction} aria-label="Tout marquer comme lu">
              <div>
                <SubmitButton look="secondary" pending="Un instant…">
                  Tout marquer comme lu
                </SubmitButton>
              </div>
            </Form>
          ) : null}
          <NotificationList notifications={notifications} />
          <Pagination
            path="/moi/notifications"
            params={{}}
            page={page}
            pageSize={NOTIFICATIONS_PAGE}
            counted={counts.toutes}
            singular="notification"
          />
        </Section>
      )}
    </>
  )
}
