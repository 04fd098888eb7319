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
CREATE TABLE "parameter_labels" (
	"account_id" text NOT NULL,
	"key" text collate "C" NOT NULL,
	"label" text NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "parameter_labels_account_id_key_label_pk" PRIMARY KEY("account_id","key","label")
);
--> statement-breakpoint
CREATE TABLE "parameter_resource_policies" (
	"account_id" text NOT NULL,
	"key" text collate "C" NOT NULL,
	"policy_id" text NOT NULL,
	"policy_hash" text NOT NULL,
	"policy" text NOT NULL,
	"accounts" jsonb NOT NULL,
	"actions" jsonb NOT NULL,
	CONSTRAINT "parameter_resource_policies_account_id_key_policy_id_pk" PRIMARY KEY("account_id","key","policy_id")
);
--> statement-breakpoint
CREATE TABLE "parameter_uses" (
	"account_id" text NOT NULL,
	"key" text collate "C" NOT NULL,
	"kind" text NOT NULL,
	"used_by" text NOT NULL,
	"detail" text NOT NULL,
	"caller" text NOT NULL,
	"used_at" timestamp with time zone NOT NULL,
	CONSTRAINT "parameter_uses_account_id_key_kind_used_by_pk" PRIMARY KEY("account_id","key","kind","used_by")
);
--> statement-breakpoint
CREATE TABLE "parameter_versions" (
	"account_id" text NOT NULL,
	"key" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"type" text NOT NULL,
	"tier" text NOT NULL,
	"data_type" text NOT NULL,
	"key_id" text,
	"description" text,
	"allowed_pattern" text,
	"policies" jsonb NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	"value" text,
	"sealed" "bytea",
	"sealing_key_id" uuid,
	"sealing_key_version" integer,
	CONSTRAINT "parameter_versions_account_id_key_version_pk" PRIMARY KEY("account_id","key","version")
);
--> statement-breakpoint
CREATE TABLE "parameters" (
	"account_id" text NOT NULL,
	"key" text collate "C" NOT NULL,
	"name" text NOT NULL,
	"parent" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"type" text NOT NULL,
	"tier" text NOT NULL,
	"data_type" text NOT NULL,
	"key_id" text,
	"description" text,
	"allowed_pattern" text,
	"policies" jsonb NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	CONSTRAINT "parameters_account_id_key_pk" PRIMARY KEY("account_id","key")
);
--> statement-breakpoint
ALTER TABLE "commands" ADD COLUMN "sealed_job" "bytea";--> statement-breakpoint
ALTER TABLE "parameter_labels" ADD CONSTRAINT "parameter_labels_version" FOREIGN KEY ("account_id","key","version") REFERENCES "public"."parameter_versions"("account_id","key","version") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parameter_resource_policies" ADD CONSTRAINT "parameter_resource_policies_parameter" FOREIGN KEY ("account_id","key") REFERENCES "public"."parameters"("account_id","key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parameter_versions" ADD CONSTRAINT "parameter_versions_parameter" FOREIGN KEY ("account_id","key") REFERENCES "public"."parameters"("account_id","key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "key_aliases_key" ON "key_aliases" USING btree ("account_id","key_id");--> statement-breakpoint
CREATE INDEX "keys_rotation_due" ON "keys" USING btree ("rotation_due_at");--> statement-breakpoint
CREATE INDEX "keys_deletion" ON "keys" USING btree ("deletion_at");--> statement-breakpoint
CREATE INDEX "parameter_uses_time" ON "parameter_uses" USING btree ("account_id","key","used_at","used_by");--> statement-breakpoint
CREATE INDEX "parameter_uses_old" ON "parameter_uses" USING btree ("used_at");--> statement-breakpoint
CREATE INDEX "parameter_versions_sealing" ON "parameter_versions" USING btree ("account_id","sealing_key_id","sealing_key_version","key") WHERE "parameter_versions"."sealing_key_id" is not null;--> statement-breakpoint
CREATE INDEX "parameters_parent" ON "parameters" USING btree ("account_id","parent","key");--> statement-breakpoint
CREATE INDEX "parameters_tier" ON "parameters" USING btree ("account_id","tier");--> statement-breakpoint
CREATE INDEX "parameters_due" ON "parameters" USING btree ("due_at") WHERE "parameters"."due_at" is not null;