CREATE TABLE "key_aliases" (
	"account_id" text NOT NULL,
	"alias" text NOT NULL,
	"key_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "key_aliases_account_id_alias_pk" PRIMARY KEY("account_id","alias")
);
--> statement-breakpoint
CREATE TABLE "key_versions" (
	"account_id" text NOT NULL,
	"key_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"material_id" text NOT NULL,
	"sealed_material" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "key_versions_account_id_key_id_version_pk" PRIMARY KEY("account_id","key_id","version")
);
--> statement-breakpoint
CREATE TABLE "keys" (
	"account_id" text NOT NULL,
	"key_id" uuid NOT NULL,
	"description" text NOT NULL,
	"manager" text NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"policy" text,
	"tags" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"deletion_at" timestamp with time zone,
	"deletion_days" integer,
	"rotates" boolean NOT NULL,
	"rotation_days" integer NOT NULL,
	"rotation_due_at" timestamp with time zone,
	CONSTRAINT "keys_account_id_key_id_pk" PRIMARY KEY("account_id","key_id")
);
--> statement-breakpoint
CREATE INDEX "key_aliases_key" ON "key_aliases" USING btree ("account_id","key_id");--> statement-breakpoint
CREATE INDEX "keys_rotation_due" ON "keys" USING btree ("rotation_due_at");--> statement-breakpoint
CREATE INDEX "keys_deletion" ON "keys" USING btree ("deletion_at");