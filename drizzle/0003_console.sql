CREATE TABLE "default_views" (
	"account_id" text NOT NULL,
	"user_id" text NOT NULL,
	"list" text NOT NULL,
	"view_id" text NOT NULL,
	CONSTRAINT "default_views_account_id_user_id_list_pk" PRIMARY KEY("account_id","user_id","list")
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"list" text NOT NULL,
	"format" text NOT NULL,
	"columns" jsonb NOT NULL,
	"request" jsonb NOT NULL,
	"state" text NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"blob_key" text,
	"failure" text,
	"started_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "exports_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"search" text NOT NULL,
	"is_shared" boolean NOT NULL,
	"user_id" text NOT NULL,
	"email" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "saved_views_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "snoozes" (
	"account_id" text NOT NULL,
	"problem" text NOT NULL,
	"reason" text NOT NULL,
	"email" text NOT NULL,
	"snoozed_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "snoozes_account_id_problem_pk" PRIMARY KEY("account_id","problem")
);
--> statement-breakpoint
CREATE INDEX "exports_user" ON "exports" USING btree ("account_id","user_id","started_at");--> statement-breakpoint
CREATE INDEX "exports_end" ON "exports" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "saved_views_list" ON "saved_views" USING btree ("account_id","list","user_id");