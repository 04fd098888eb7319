CREATE TABLE "activations" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"code_hash" text NOT NULL,
	"description" text NOT NULL,
	"default_instance_name" text NOT NULL,
	"iam_role" text NOT NULL,
	"registration_limit" integer NOT NULL,
	"registrations_count" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"tags" jsonb NOT NULL,
	CONSTRAINT "activations_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "activations_within_limit" CHECK ("activations"."registrations_count" <= "activations"."registration_limit")
);
--> statement-breakpoint
CREATE TABLE "registration_attempts" (
	"source_ip" text PRIMARY KEY NOT NULL,
	"tokens" double precision NOT NULL,
	"refilled_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_records" (
	"account_id" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_records_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor" text NOT NULL,
	"role" text,
	"access_key_id" text,
	"source_ip" text NOT NULL,
	"user_agent" text NOT NULL,
	"service" text NOT NULL,
	"action" text NOT NULL,
	"access" text NOT NULL,
	"resources" text[] NOT NULL,
	"request" jsonb NOT NULL,
	"result" text NOT NULL,
	"message" text,
	"request_id" text NOT NULL,
	"duration_ms" integer NOT NULL,
	CONSTRAINT "audit_records_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "access_keys" (
	"account_id" text NOT NULL,
	"access_key_id" text NOT NULL,
	"user_id" text NOT NULL,
	"sealed_secret" "bytea" NOT NULL,
	"status" text NOT NULL,
	"description" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"last_used_service" text,
	CONSTRAINT "access_keys_account_id_access_key_id_pk" PRIMARY KEY("account_id","access_key_id")
);
--> statement-breakpoint
CREATE TABLE "auth_credentials" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth_second_factors" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"user_id" text NOT NULL,
	"verified" boolean DEFAULT true NOT NULL,
	"failed_verification_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "auth_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ip_address" text,
	"user_agent" text,
	CONSTRAINT "auth_sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "auth_sign_in_limits" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "auth_sign_in_limits_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "auth_users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"home_account" text NOT NULL,
	"role" text NOT NULL,
	"two_factor_enabled" boolean DEFAULT false NOT NULL,
	CONSTRAINT "auth_users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "auth_verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"account_id" text NOT NULL,
	"txid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"capability" text NOT NULL,
	"type" text NOT NULL,
	"resource" text NOT NULL,
	"topics" text[] NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "events_account_id_txid_id_pk" PRIMARY KEY("account_id","txid","id")
);
--> statement-breakpoint
CREATE TABLE "gateway_leases" (
	"gateway_id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"is_dead" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "node_histories" (
	"account_id" text NOT NULL,
	"node_id" text NOT NULL,
	"changes" jsonb NOT NULL,
	CONSTRAINT "node_histories_account_id_node_id_pk" PRIMARY KEY("account_id","node_id")
);
--> statement-breakpoint
CREATE TABLE "nodes" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"state" text NOT NULL,
	"name" text NOT NULL,
	"iam_role" text NOT NULL,
	"activation_id" text NOT NULL,
	"registered_at" timestamp with time zone NOT NULL,
	"deregistered_at" timestamp with time zone,
	"deregistered_by" text,
	"public_key" text NOT NULL,
	"next_public_key" text,
	"fingerprint" text NOT NULL,
	"fingerprint_changed_at" timestamp with time zone,
	"ping_status" text NOT NULL,
	"ping_status_since" timestamp with time zone NOT NULL,
	"last_ping_at" timestamp with time zone,
	"offline_after" timestamp with time zone,
	"gateway_id" text,
	"connection_id" text,
	"connected_at" timestamp with time zone,
	"channel_token_hash" text,
	"channel_token_expires_at" timestamp with time zone,
	"agent_name" text,
	"agent_version" text,
	"agent_user" text,
	"platform_type" text,
	"platform_name" text,
	"platform_version" text,
	"computer_name" text,
	"ip_address" text,
	"connection_channel" text,
	"association_status" text,
	CONSTRAINT "nodes_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "command_invocations" (
	"account_id" text NOT NULL,
	"command_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"ordinal" integer NOT NULL,
	"node_name" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"stage" text NOT NULL,
	"status_details" text NOT NULL,
	"deliveries" smallint DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"accepted_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"due_at" timestamp with time zone,
	"cancel_acknowledged" boolean DEFAULT false NOT NULL,
	"trace" text DEFAULT '' NOT NULL,
	CONSTRAINT "command_invocations_account_id_command_id_node_id_pk" PRIMARY KEY("account_id","command_id","node_id")
);
--> statement-breakpoint
CREATE TABLE "command_output_chunks" (
	"account_id" text NOT NULL,
	"command_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"step" text NOT NULL,
	"stream" text NOT NULL,
	"start_byte" bigint NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "command_output_chunks_account_id_command_id_node_id_step_stream_start_byte_pk" PRIMARY KEY("account_id","command_id","node_id","step","stream","start_byte")
);
--> statement-breakpoint
CREATE TABLE "command_outputs" (
	"account_id" text NOT NULL,
	"command_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"step" text NOT NULL,
	"stream" text NOT NULL,
	"received" bigint NOT NULL,
	"stored" bigint NOT NULL,
	"final" boolean NOT NULL,
	"truncated" boolean NOT NULL,
	"blob_key" text,
	"blocks" jsonb,
	"compacted" boolean DEFAULT false NOT NULL,
	CONSTRAINT "command_outputs_account_id_command_id_node_id_step_stream_pk" PRIMARY KEY("account_id","command_id","node_id","step","stream")
);
--> statement-breakpoint
CREATE TABLE "command_plugins" (
	"account_id" text NOT NULL,
	"command_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"step" text NOT NULL,
	"plugin" text NOT NULL,
	"status" text NOT NULL,
	"rank" smallint NOT NULL,
	"code" integer NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"output" text NOT NULL,
	"standard_output" text NOT NULL,
	"standard_error" text NOT NULL,
	"output_hash" text NOT NULL,
	CONSTRAINT "command_plugins_account_id_command_id_node_id_step_pk" PRIMARY KEY("account_id","command_id","node_id","step")
);
--> statement-breakpoint
CREATE TABLE "commands" (
	"account_id" text NOT NULL,
	"command_id" uuid NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"requested_by" text NOT NULL,
	"source" text NOT NULL,
	"document_name" text NOT NULL,
	"document_version" text NOT NULL,
	"document" jsonb NOT NULL,
	"steps" jsonb NOT NULL,
	"comment" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"job_parameters" jsonb NOT NULL,
	"instance_ids" jsonb NOT NULL,
	"targets" jsonb NOT NULL,
	"echoed" jsonb NOT NULL,
	"timeout_seconds" integer NOT NULL,
	"delivery_deadline" timestamp with time zone NOT NULL,
	"total_deadline" timestamp with time zone NOT NULL,
	"max_concurrency" text NOT NULL,
	"max_errors" text NOT NULL,
	"concurrency_limit" integer NOT NULL,
	"error_limit" integer NOT NULL,
	"status_details" text NOT NULL,
	"counts" jsonb NOT NULL,
	"cancelled" boolean DEFAULT false NOT NULL,
	"ended_at" timestamp with time zone,
	"timer_at" timestamp with time zone,
	CONSTRAINT "commands_account_id_command_id_pk" PRIMARY KEY("account_id","command_id")
);
--> statement-breakpoint
CREATE TABLE "taggable_resources" (
	"account_id" text NOT NULL,
	"resource_type" text NOT NULL,
	"resource_id" text NOT NULL,
	"topics" text[] NOT NULL,
	CONSTRAINT "taggable_resources_account_id_resource_type_resource_id_pk" PRIMARY KEY("account_id","resource_type","resource_id")
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"account_id" text NOT NULL,
	"resource_type" text NOT NULL,
	"resource_id" text NOT NULL,
	"key" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "tags_account_id_resource_type_resource_id_key_pk" PRIMARY KEY("account_id","resource_type","resource_id","key")
);
--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_account_id_resource_type_resource_id_taggable_resources_account_id_resource_type_resource_id_fk" FOREIGN KEY ("account_id","resource_type","resource_id") REFERENCES "public"."taggable_resources"("account_id","resource_type","resource_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "activations_id" ON "activations" USING btree ("id");--> statement-breakpoint
CREATE INDEX "audit_records_actor" ON "audit_records" USING btree ("account_id","actor","id");--> statement-breakpoint
CREATE INDEX "audit_records_action" ON "audit_records" USING btree ("account_id","action","id");--> statement-breakpoint
CREATE INDEX "audit_records_result" ON "audit_records" USING btree ("account_id","result","id");--> statement-breakpoint
CREATE INDEX "audit_records_at" ON "audit_records" USING btree ("account_id","at");--> statement-breakpoint
CREATE INDEX "access_keys_user" ON "access_keys" USING btree ("account_id","user_id");--> statement-breakpoint
CREATE INDEX "auth_credentials_user" ON "auth_credentials" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auth_second_factors_user" ON "auth_second_factors" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auth_sessions_user" ON "auth_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auth_verifications_identifier" ON "auth_verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "events_at" ON "events" USING btree ("account_id","at");--> statement-breakpoint
CREATE INDEX "gateway_leases_expiry" ON "gateway_leases" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "nodes_id" ON "nodes" USING btree ("id");--> statement-breakpoint
CREATE INDEX "nodes_activation" ON "nodes" USING btree ("account_id","activation_id");--> statement-breakpoint
CREATE INDEX "nodes_offline_after" ON "nodes" USING btree ("offline_after") WHERE "nodes"."offline_after" is not null;--> statement-breakpoint
CREATE INDEX "nodes_gateway" ON "nodes" USING btree ("gateway_id") WHERE "nodes"."gateway_id" is not null;--> statement-breakpoint
CREATE INDEX "nodes_deregistered" ON "nodes" USING btree ("deregistered_at") WHERE "nodes"."deregistered_at" is not null;--> statement-breakpoint
CREATE INDEX "command_invocations_requested" ON "command_invocations" USING btree ("account_id","requested_at","command_id","node_id");--> statement-breakpoint
CREATE INDEX "command_invocations_node" ON "command_invocations" USING btree ("account_id","node_id","requested_at","command_id");--> statement-breakpoint
CREATE INDEX "command_invocations_status" ON "command_invocations" USING btree ("account_id","command_id","status_details","node_id");--> statement-breakpoint
CREATE INDEX "command_invocations_waiting" ON "command_invocations" USING btree ("account_id","command_id","ordinal") WHERE "command_invocations"."stage" = 'waiting';--> statement-breakpoint
CREATE INDEX "command_invocations_due" ON "command_invocations" USING btree ("account_id","command_id","due_at") WHERE "command_invocations"."stage" <> 'ended';--> statement-breakpoint
CREATE INDEX "command_invocations_open" ON "command_invocations" USING btree ("account_id","node_id","stage") WHERE "command_invocations"."stage" <> 'ended';--> statement-breakpoint
CREATE INDEX "command_outputs_to_compact" ON "command_outputs" USING btree ("account_id","command_id","node_id") WHERE "command_outputs"."final" and not "command_outputs"."compacted";--> statement-breakpoint
CREATE INDEX "commands_requested" ON "commands" USING btree ("account_id","requested_at","command_id");--> statement-breakpoint
CREATE INDEX "commands_status" ON "commands" USING btree ("account_id","status_details","requested_at","command_id");--> statement-breakpoint
CREATE INDEX "commands_timer" ON "commands" USING btree ("timer_at") WHERE "commands"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "commands_document" ON "commands" USING btree ("account_id","document_name","requested_at","command_id");--> statement-breakpoint
CREATE INDEX "tags_value" ON "tags" USING btree ("account_id","resource_type","key","value","resource_id");