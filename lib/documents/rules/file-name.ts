const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu
/** What Windows, a shell or a header would take for something else. */
const RESERVED = /[<>:"/\\|?*;%`$]+/g
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i
const MAX = 100

/**
 * A name to show and to download under: the last part of a path, without unseen characters (those that turn the direction
 * of the text hide an extension), and with the one extension that its content has.
 */
export function cleanFileName(name: string, extension: string): string {
  const last = name.toWellFormed().normalize("NFC").split(/[/\\]/).at(-1) ?? ""
  const stem = last
    .replace(UNSEEN, "")
    .replace(/(\.[A-Za-z0-9]{1,5})+$/, "")
    .replace(RESERVED, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s.-]+|[\s.]+$/g, "")
  const safe = stem === "" || DEVICE.test(stem) ? "document" : [...stem].slice(0, MAX).join("").trim()
  return `${safe}.${extension}`
}

/** For a Content-Disposition (RFC 6266): an ASCII name for old readers, the true one beside. */
export function disposition(kind: "inline" | "attachment", name: string): string {
  const ascii = name
    .normalize("NFD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/["\\]/g, "")
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
