-- Where a body wants what is addressed to it, when it runs services in Chorus Pro: each titre bears it unless it says otherwise.
ALTER TABLE "fiche" ADD COLUMN "codeService" TEXT,
  ADD CONSTRAINT fiche_code_service CHECK (length("codeService") BETWEEN 1 AND 100);
