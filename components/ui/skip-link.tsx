/** First stop of the keyboard; each page has one `<main id="contenu">`. */
export function SkipLink() {
  return (
    <a
      href="#contenu"
      className="absolute start-4 top-2 z-50 -translate-y-20 rounded bg-accent px-4 py-2 font-semibold text-on-accent focus:translate-y-0 print:hidden"
    >
      Aller au contenu
    </a>
  )
}
