import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"

/** The operator's logo. Its type was checked when it was stored; the sandbox holds whatever an image could carry. */
export async function GET(): Promise<Response> {
  const operateur = await read(PUBLIC, (tx) => tx.operateur.findFirst({ select: { logo: true, logoType: true } }))
  if (!operateur?.logo || !operateur.logoType) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(operateur.logo), {
    headers: {
      "content-type": operateur.logoType,
      "cache-control": "public, max-age=300",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
  })
}
