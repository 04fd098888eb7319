CREATE TABLE "parameter_change_items" (
	"account_id" text NOT NULL,
	"change_set_id" uuid NOT NULL,
	"key" text collate "C" NOT NULL,
	"name" text NOT NULL,
	"outcome" text NOT NULL,
	"type" text NOT NULL,
	"before" jsonb,
	"before_value" text,
	"before_sealed" "bytea",
	"before_sealing_key_id" uuid,
	"after_version" integer,
	CONSTRAINT "parameter_change_items_account_id_change_set_id_key_pk" PRIMARY KEY("account_id","change_set_id","key")
);
--> statement-breakpoint
CREATE TABLE "parameter_change_sets" (
	"account_id" text NOT NULL,
	"change_set_id" uuid NOT NULL,
	"title" text NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"created" integer NOT NULL,
	"changed" integer NOT NULL,
	"deleted" integer NOT NULL,
	"reverts" uuid,
	CONSTRAINT "parameter_change_sets_account_id_change_set_id_pk" PRIMARY KEY("account_id","change_set_id")
);
--> statement-breakpoint
ALTER TABLE "parameter_change_items" ADD CONSTRAINT "parameter_change_items_set" FOREIGN KEY ("account_id","change_set_id") REFERENCES "public"."parameter_change_sets"("account_id","change_set_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "parameter_change_sets_time" ON "parameter_change_sets" USING btree ("account_id","created_at","change_set_id");--> statement-breakpoint
CREATE INDEX "parameter_change_sets_reverts" ON "parameter_change_sets" USING btree ("account_id","reverts") WHERE "parameter_change_sets"."reverts" is not null;--> statement-breakpoint
CREATE INDEX "parameter_change_sets_old" ON "parameter_change_sets" USING btree ("created_at");