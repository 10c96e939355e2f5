import { createHash, createHmac } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { create } from "xmlbuilder2"
import { close, type LocalServer, listen } from "./server.ts"

/** A storage that speaks S3, kept in memory: the requests that lib/ports/storage-s3.ts makes, and their signature. */

/** `refuse`: access denied. `stall`: no answer. `break`: the line falls in the middle of the answer. */
const FAULTS = ["none", "refuse", "stall", "break"] as const
export type S3Fault = (typeof FAULTS)[number]

export type S3Options = { port: number; bucket: string; accessKeyId: string; secretAccessKey: string }
export type LocalS3 = LocalServer & { state: { fault: S3Fault }; objects: Map<string, StoredObject> }
type StoredObject = { bytes: Buffer; modified: Date }

export async function startS3({ port, bucket, accessKeyId, secretAccessKey }: S3Options): Promise<LocalS3> {
  const state: { fault: S3Fault } = { fault: "none" }
  const objects = new Map<string, StoredObject>()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    if (state.fault === "stall") return response
    if (state.fault === "refuse") return fail(response, 403, "AccessDenied")
    const refused = checkSignature(request, body, { accessKeyId, secretAccessKey })
    if (refused) return fail(response, 403, refused)
    const url = new URL(request.url ?? "/", "http://localhost")
    const [, name, ...rest] = decodeURIComponent(url.pathname).split("/")
    if (name !== bucket) return fail(response, 404, "NoSuchBucket")
    const key = rest.join("/")
    if (key === "") return list(response, objects, bucket, url.searchParams)
    return answer(request, response, { objects, key, body, fault: state.fault })
  })
  await listen(server, port)
  return { url: `http://localhost:${port}/${bucket}`, state, objects, close: () => close(server) }
}

type Asked = { objects: Map<string, StoredObject>; key: string; body: Buffer; fault: S3Fault }

function answer(
  { method }: IncomingMessage,
  response: ServerResponse,
  { objects, key, body, fault }: Asked,
): ServerResponse {
  if (method === "PUT") {
    if (fault === "break") return response.destroy()
    objects.set(key, { bytes: body, modified: new Date() })
    return response.writeHead(200, { etag: `"${createHash("md5").update(body).digest("hex")}"` }).end()
  }
  if (method === "DELETE") {
    objects.delete(key)
    return response.writeHead(204).end()
  }
  if (method !== "GET" && method !== "HEAD") return fail(response, 405, "MethodNotAllowed")
  const found = objects.get(key)
  if (!found) return fail(response, 404, "NoSuchKey")
  const { bytes, modified } = found
  response.writeHead(200, { "content-length": bytes.length, "last-modified": modified.toUTCString() })
  if (method === "HEAD") return response.end()
  if (fault !== "break") return response.end(bytes)
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy())
  return response
}

/** ListObjectsV2: in the order of the keys, from the one after the token. */
function list(
  response: ServerResponse,
  objects: Map<string, StoredObject>,
  bucket: string,
  query: URLSearchParams,
): ServerResponse {
  const prefix = query.get("prefix") ?? ""
  const after = query.get("continuation-token") ?? ""
  const max = Number(query.get("max-keys") ?? 1000)
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort()
  const page = keys.slice(0, max)
  const more = keys.length > page.length
  return sendXml(response, 200, {
    ListBucketResult: {
      Name: bucket,
      Prefix: prefix,
      KeyCount: page.length,
      MaxKeys: max,
      IsTruncated: more,
      ...(more ? { NextContinuationToken: page.at(-1) } : {}),
      Contents: page.map((key) => {
        const object = objects.get(key)
        return {
          Key: key,
          LastModified: object?.modified.toISOString(),
          Size: object?.bytes.length,
          StorageClass: "STANDARD",
        }
      }),
    },
  })
}

const fail = (response: ServerResponse, status: number, code: string): ServerResponse =>
  sendXml(response, status, { Error: { Code: code, Message: code } })

function sendXml(response: ServerResponse, status: number, body: object): ServerResponse {
  return response.writeHead(status, { "content-type": "application/xml" }).end(create({ version: "1.0" }, body).end())
}

type Credentials = { accessKeyId: string; secretAccessKey: string }

const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest()
const sha256 = (bytes: Buffer | string): string => createHash("sha256").update(bytes).digest("hex")

/** AWS Signature Version 4, by header ("Authenticating Requests", Amazon S3 API Reference). Null when it is right. */
function checkSignature(
  request: IncomingMessage,
  body: Buffer,
  { accessKeyId, secretAccessKey }: Credentials,
): string | null {
  const header =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? "",
    )
  if (!header) return "AccessDenied"
  const [, key = "", scope = "", signedHeaders = "", signature] = header
  if (key !== accessKeyId) return "InvalidAccessKeyId"
  const content = String(request.headers["x-amz-content-sha256"] ?? "")
  if (content !== "UNSIGNED-PAYLOAD" && content !== sha256(body)) return "XAmzContentSHA256Mismatch"
  const canonical = [
    request.method,
    new URL(request.url ?? "/", "http://localhost").pathname,
    canonicalQuery(request.url ?? "/"),
    ...signedHeaders.split(";").map((name) => `${name}:${String(request.headers[name] ?? "").trim()}`),
    "",
    signedHeaders,
    content,
  ].join("\n")
  const when = String(request.headers["x-amz-date"] ?? "")
  const signed = ["AWS4-HMAC-SHA256", when, scope, sha256(canonical)].join("\n")
  const [day = "", region = "", service = "", end = ""] = scope.split("/")
  const signingKey = hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, day), region), service), end)
  return hmac(signingKey, signed).toString("hex") === signature ? null : "SignatureDoesNotMatch"
}

function canonicalQuery(url: string): string {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return [...new URL(url, "http://localhost").searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&")
}
