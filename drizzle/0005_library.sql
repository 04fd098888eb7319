CREATE TABLE "document_favourites" (
	"account_id" text NOT NULL,
	"user_id" text NOT NULL,
	"document_account_id" text NOT NULL,
	"name" text collate "C" NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "document_favourites_account_id_user_id_name_document_account_id_pk" PRIMARY KEY("account_id","user_id","name","document_account_id")
);
--> statement-breakpoint
CREATE INDEX "document_favourites_document" ON "document_favourites" USING btree ("document_account_id","name");--> statement-breakpoint
CREATE INDEX "commands_document_outcome" ON "commands" USING btree ("account_id","document_name","requested_at","command_id","status_details") WHERE "commands"."document_version" not like 'trial-%';