type CalculStepsProps = { etapes: readonly string[]; source: string }

/** Every figure of a claim, one operation a line, as it would be done by hand. */
export const CalculSteps = ({ etapes, source }: CalculStepsProps) => (
  <div className="grid gap-2">
    <ol className="grid gap-1.5 tabular-nums">
      {etapes.map((etape) => (
        <li key={etape} className="border-line border-b py-1.5 last:font-semibold">
          {etape}
        </li>
      ))}
    </ol>
    <p className="text-muted text-sm">Tarifs : {source}.</p>
  </div>
)
