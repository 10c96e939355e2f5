-- When the end of a tool's certificate is told, in days before it, the first notice first; once past, it always is.
ALTER TABLE "operateur" ADD COLUMN "certificatJours" INTEGER[] DEFAULT ARRAY[60, 30, 7]::INTEGER[];
ALTER TABLE operateur ADD CONSTRAINT operateur_certificats CHECK (cardinality("certificatJours") BETWEEN 1 AND 3);
