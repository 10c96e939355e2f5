-- When the last day of a convention is told, in days before it, the first notice first; once past, it always is.
ALTER TABLE "operateur" ADD COLUMN "conventionJours" INTEGER[] DEFAULT ARRAY[90, 30]::INTEGER[];
ALTER TABLE operateur ADD CONSTRAINT operateur_conventions CHECK (cardinality("conventionJours") BETWEEN 1 AND 2);
CREATE INDEX "souscription_terme_idx" ON "souscription"("terme");
