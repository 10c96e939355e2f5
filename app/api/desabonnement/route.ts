import { silence } from "@/lib/notifications/commands/unsubscribe.ts"
import { silenceInput } from "@/lib/notifications/schema.ts"

const inputOf = (request: Request) => silenceInput.safeParse(Object.fromEntries(new URL(request.url).searchParams))

/** What a mail program posts when its reader clicks « se désabonner » (RFC 8058): no cookie, no page, one answer. */
export async function POST(request: Request): Promise<Response> {
  const input = inputOf(request)
  const answer = input.success ? await silence(input.data) : null
  return new Response(null, { status: answer?.ok ? 204 : 400 })
}

/** An address that a person opens all the same: the page with its button. */
export async function GET(request: Request): Promise<Response> {
  const { search } = new URL(request.url)
  return new Response(null, { status: 303, headers: { Location: `/desabonnement${search}` } })
}
