using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HaoChaPing.CaseManagement.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class RatingRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ExpiresAt",
                table: "Services",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "ExpiryProvisional",
                table: "Services",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "RatedAt",
                table: "Services",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RemindedAt",
                table: "Services",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ReminderDueAt",
                table: "Services",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CallNumberSealed",
                table: "Ratings",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<int>(
                name: "CountsAs",
                table: "Ratings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "EntryForm",
                table: "Ratings",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<Guid>(
                name: "FollowsId",
                table: "Ratings",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "KeyedBy",
                table: "Ratings",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PackVersion",
                table: "Ratings",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Place",
                table: "Ratings",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<Guid>(
                name: "ScanId",
                table: "Ratings",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SpreadTo",
                table: "Ratings",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<bool>(
                name: "Replaced",
                table: "RatedMatters",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "CatalogueItems",
                columns: table => new
                {
                    Region = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RatingName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Mode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    EnteredAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CatalogueItems", x => new { x.Region, x.Code, x.RatingName });
                });

            migrationBuilder.CreateTable(
                name: "MaliciousRaters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Region = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IdNumberHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PhoneHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NameMasked = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CaseNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RatingId = table.Column<Guid>(type: "uuid", nullable: false),
                    Evidence = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EnteredAt = table.Column<long>(type: "bigint", nullable: false),
                    EnteredBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: true),
                    RemovedAt = table.Column<long>(type: "bigint", nullable: true),
                    RemovedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RemovalReason = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MaliciousRaters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OutgoingMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Region = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UnitPath = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ServiceId = table.Column<Guid>(type: "uuid", nullable: true),
                    CaseNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AddressSealed = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AddressMasked = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    QueuedAt = table.Column<long>(type: "bigint", nullable: false),
                    SentAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingMessages", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Services_ExpiresAt",
                table: "Services",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_Services_ReminderDueAt",
                table: "Services",
                column: "ReminderDueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Ratings_FollowsId",
                table: "Ratings",
                column: "FollowsId");

            migrationBuilder.CreateIndex(
                name: "IX_MaliciousRaters_CaseNumber",
                table: "MaliciousRaters",
                column: "CaseNumber");

            migrationBuilder.CreateIndex(
                name: "IX_MaliciousRaters_Region_IdNumberHash",
                table: "MaliciousRaters",
                columns: new[] { "Region", "IdNumberHash" });

            migrationBuilder.CreateIndex(
                name: "IX_MaliciousRaters_Region_PhoneHash",
                table: "MaliciousRaters",
                columns: new[] { "Region", "PhoneHash" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMessages_CaseNumber",
                table: "OutgoingMessages",
                column: "CaseNumber");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMessages_ServiceId",
                table: "OutgoingMessages",
                column: "ServiceId");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMessages_Status_QueuedAt",
                table: "OutgoingMessages",
                columns: new[] { "Status", "QueuedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CatalogueItems");

            migrationBuilder.DropTable(
                name: "MaliciousRaters");

            migrationBuilder.DropTable(
                name: "OutgoingMessages");

            migrationBuilder.DropIndex(
                name: "IX_Services_ExpiresAt",
                table: "Services");

            migrationBuilder.DropIndex(
                name: "IX_Services_ReminderDueAt",
                table: "Services");

            migrationBuilder.DropIndex(
                name: "IX_Ratings_FollowsId",
                table: "Ratings");

            migrationBuilder.DropColumn(
                name: "ExpiresAt",
                table: "Services");

            migrationBuilder.DropColumn(
                name: "ExpiryProvisional",
                table: "Services");

            migrationBuilder.DropColumn(
                name: "RatedAt",
                table: "Services");

            migrationBuilder.DropColumn(
                name: "RemindedAt",
                table: "Services");

            migrationBuilder.DropColumn(
                name: "ReminderDueAt",
                table: "Services");

            migrationBuilder.DropColumn(
                name: "CallNumberSealed",
                table: "Ratings");

            migrationBuilder.DropColumn(
                name: "CountsAs",
                table: "Ratings");

            migrationBuilder.DropColumn(
                name: "EntryForm",
                table: "Ratings");

            migrationBuilder.DropColumn(
                name: "FollowsId",
                table: "Ratings");

            migrationBuilder.DropColumn(
                name: "KeyedBy",
                table: "Ratings");

            migrationBuilder.DropColumn(
                name: "PackVersion",
                table: "Ratings");

            migrationBuilder.DropColumn(
                name: "Place",
                table: "Ratings");

            migrationBuilder.DropColumn(
                name: "ScanId",
                table: "Ratings");

            migrationBuilder.DropColumn(
                name: "SpreadTo",
                table: "Ratings");

            migrationBuilder.DropColumn(
                name: "Replaced",
                table: "RatedMatters");
        }
    }
}
