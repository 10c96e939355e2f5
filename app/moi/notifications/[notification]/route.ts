import { notFound, redirect } from "next/navigation"
import { readerContext } from "@/lib/access/request.ts"
import { openNotification } from "@/lib/notifications/commands/choose.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"

type Params = { params: Promise<{ notification: string }> }

/** Notes it as read and leads to what it is about; somebody else's is unknown here. */
export async function GET(_request: Request, { params }: Params): Promise<never> {
  const ctx = await readerContext()
  const { notification } = await params
  const lien = isIdentifier(notification) ? await openNotification(ctx, notification) : null
  return lien ? redirect(lien) : notFound()
}
