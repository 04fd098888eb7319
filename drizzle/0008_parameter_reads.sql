CREATE TABLE "parameter_read_progress" (
	"id" integer PRIMARY KEY NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"up_to" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "parameter_reads" (
	"account_id" text NOT NULL,
	"key" text collate "C" NOT NULL,
	"via" text NOT NULL,
	"selector" text NOT NULL,
	"caller" text NOT NULL,
	"day" date NOT NULL,
	"reads" bigint NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "parameter_reads_account_id_key_via_selector_caller_day_pk" PRIMARY KEY("account_id","key","via","selector","caller","day")
);
--> statement-breakpoint
ALTER TABLE "parameter_uses" ADD COLUMN "selectors" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "parameter_reads_old" ON "parameter_reads" USING btree ("day");--> statement-breakpoint
CREATE INDEX "parameter_reads_paths" ON "parameter_reads" USING btree ("account_id","key") WHERE "parameter_reads"."via" <> 'name';--> statement-breakpoint
CREATE INDEX "parameter_uses_user" ON "parameter_uses" USING btree ("account_id","kind","used_by");--> statement-breakpoint
INSERT INTO "parameter_uses" ("account_id", "key", "kind", "used_by", "detail", "caller", "used_at", "selectors")
SELECT "account_id", regexp_replace(regexp_replace("name", ':[^:/]+$', ''), '^/', ''), 'document', "document" || ':' || "version", "document", min("created_by"), min("created_at"),
	array_agg(DISTINCT coalesce(substring("name" from ':([^:/]+)$'), ''))
FROM (
	SELECT "account_id", "name" AS "document", "version", "created_by", "created_at", regexp_replace((regexp_matches("content", '\{\{\s*ssm(?:-secure)?:\s*([^{}\s]+)\s*\}\}', 'g'))[1], '^arn:[^/]*/', '') AS "name"
	FROM "document_versions"
) AS "found"
WHERE "name" ~ '^/?[a-zA-Z0-9_.-]+(/[a-zA-Z0-9_.-]+)*(:[^:/]+)?$'
GROUP BY 1, 2, "document", "version";
