-- What a person confirms before an import is applied, and what became of each line.
ALTER TABLE "import"
  ADD COLUMN "appliqueParId" UUID,
  ADD COLUMN "parametres" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "bilan" JSONB NOT NULL DEFAULT '{}';

ALTER TABLE "import_ligne"
  ADD COLUMN "alerte" TEXT,
  ADD COLUMN "confirmee" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "issue" TEXT;

-- The same words as lib/imports/types.ts.
ALTER TABLE import_ligne
  ADD CONSTRAINT import_ligne_verdict CHECK (verdict IN ('nouveau', 'modifie', 'identique', 'hors_territoire', 'refuse')),
  ADD CONSTRAINT import_ligne_issue CHECK (issue IN ('appliquee', 'perimee', 'non_confirmee')),
  ADD CONSTRAINT import_ligne_confirmee CHECK (issue IS DISTINCT FROM 'appliquee' OR alerte IS NULL OR confirmee);
