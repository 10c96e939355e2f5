export type Brand = { name: string; logoUrl: string | null }

type BrandLinkProps = { brand: Brand; href: string; suffix?: string }

/** The operator's name, with its logo or a plain mark of the accent colour. */
export function BrandLink({ brand, href, suffix }: BrandLinkProps) {
  return (
    <a
      href={href}
      className="flex min-h-10 items-center gap-2.5 font-bold text-ink leading-tight no-underline hover:underline"
    >
      {brand.logoUrl ? (
        // biome-ignore lint/performance/noImgElement: one small file of the operator, already at its size.
        <img src={brand.logoUrl} alt="" height={32} className="h-8 w-auto max-w-32 object-contain" />
      ) : (
        <span
          aria-hidden
          className="size-5.5 shrink-0 rounded-[50%_50%_50%_4px] bg-accent print:border-[11px] print:border-accent"
        />
      )}
      <span>
        {brand.name}
        {suffix ? <span className="font-normal text-muted"> · {suffix}</span> : null}
      </span>
    </a>
  )
}
