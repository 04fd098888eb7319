CREATE TABLE "document_attachments" (
	"account_id" text NOT NULL,
	"document_name" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"name" text collate "C" NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"blob_key" text NOT NULL,
	CONSTRAINT "document_attachments_account_id_document_name_version_name_pk" PRIMARY KEY("account_id","document_name","version","name")
);
--> statement-breakpoint
CREATE TABLE "document_drafts" (
	"account_id" text NOT NULL,
	"user_id" text NOT NULL,
	"name" text collate "C" NOT NULL,
	"revision" integer NOT NULL,
	"base_version" integer,
	"type" text NOT NULL,
	"format" text NOT NULL,
	"content" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "document_drafts_account_id_user_id_name_pk" PRIMARY KEY("account_id","user_id","name")
);
--> statement-breakpoint
CREATE TABLE "document_reviews" (
	"account_id" text NOT NULL,
	"name" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"id" bigserial NOT NULL,
	"action" text NOT NULL,
	"status" text NOT NULL,
	"reviewer" text NOT NULL,
	"comment" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "document_reviews_account_id_name_version_id_pk" PRIMARY KEY("account_id","name","version","id")
);
--> statement-breakpoint
CREATE TABLE "document_shares" (
	"account_id" text NOT NULL,
	"name" text collate "C" NOT NULL,
	"shared_with" text NOT NULL,
	"shared_version" text NOT NULL,
	CONSTRAINT "document_shares_account_id_name_shared_with_pk" PRIMARY KEY("account_id","name","shared_with")
);
--> statement-breakpoint
CREATE TABLE "document_trials" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text collate "C" NOT NULL,
	"format" text NOT NULL,
	"content" text NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "document_trials_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "document_uses" (
	"account_id" text NOT NULL,
	"name" text collate "C" NOT NULL,
	"kind" text NOT NULL,
	"user_account_id" text NOT NULL,
	"user_id" text NOT NULL,
	"version" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "document_uses_account_id_name_kind_user_account_id_user_id_pk" PRIMARY KEY("account_id","name","kind","user_account_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "document_versions" (
	"account_id" text NOT NULL,
	"name" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"id" uuid NOT NULL,
	"version_name" text,
	"display_name" text,
	"content" text NOT NULL,
	"format" text NOT NULL,
	"sha256" text NOT NULL,
	"sha1" text NOT NULL,
	"schema_version" text,
	"description" text,
	"parameters" jsonb NOT NULL,
	"platform_types" text[] NOT NULL,
	"target_type" text,
	"status" text NOT NULL,
	"status_information" text,
	"requires" jsonb NOT NULL,
	"attachment_sources" jsonb NOT NULL,
	"review_status" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "document_versions_account_id_name_version_pk" PRIMARY KEY("account_id","name","version")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"account_id" text NOT NULL,
	"name" text collate "C" NOT NULL,
	"type" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"default_version" integer NOT NULL,
	"latest_version" integer NOT NULL,
	"last_version" integer NOT NULL,
	"is_public" boolean DEFAULT false NOT NULL,
	CONSTRAINT "documents_account_id_name_pk" PRIMARY KEY("account_id","name")
);
--> statement-breakpoint
CREATE TABLE "service_settings" (
	"account_id" text NOT NULL,
	"setting_id" text NOT NULL,
	"value" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	CONSTRAINT "service_settings_account_id_setting_id_pk" PRIMARY KEY("account_id","setting_id")
);
--> statement-breakpoint
CREATE INDEX "document_attachments_blob" ON "document_attachments" USING btree ("blob_key");--> statement-breakpoint
CREATE INDEX "document_drafts_updated" ON "document_drafts" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "document_shares_with" ON "document_shares" USING btree ("shared_with","name","account_id");--> statement-breakpoint
CREATE INDEX "document_trials_expires" ON "document_trials" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "document_trials_name" ON "document_trials" USING btree ("account_id","name","created_at" desc);--> statement-breakpoint
CREATE INDEX "document_uses_user" ON "document_uses" USING btree ("kind","user_account_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "document_versions_id" ON "document_versions" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "document_versions_version_name" ON "document_versions" USING btree ("account_id","name","version_name");