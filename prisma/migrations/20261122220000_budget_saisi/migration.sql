-- The budget is typed on the desk: a line is of one amount or of internal means, once under its name, and may go while nothing stands on it.
ALTER TABLE "budget"
  ADD CONSTRAINT "budget_montant" CHECK ("montant" >= 0),
  ADD CONSTRAINT "budget_moyens_internes" CHECK (NOT ("moyensInternes" AND "montant" IS NOT NULL));
CREATE UNIQUE INDEX "budget_pilier_key" ON "budget" ("pilierNom") WHERE "niveau" = 'pilier';
CREATE UNIQUE INDEX "budget_action_key" ON "budget" ("pilierNom", "action", coalesce("sousAction", '')) WHERE "niveau" <> 'pilier';
GRANT DELETE ON budget TO portail_agent;
