/** A path of this portal, or `fallback`: an address given by the browser never sends anyone elsewhere. */
export function localPath(given: string | undefined, fallback: string): string {
  // Browsers read "//", "/\\" and tabs or line ends between slashes as the start of another site.
  if (!given?.startsWith("/") || /^\/[/\\]|[\t\r\n\\]/.test(given)) return fallback
  return given
}
