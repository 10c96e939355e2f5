-- What is tried is followed apart in the operator's accounts.
ALTER TABLE "experimentation" ADD COLUMN "codeAnalytique" TEXT,
  ADD CONSTRAINT "experimentation_code_analytique" CHECK (length("codeAnalytique") BETWEEN 1 AND 20);
