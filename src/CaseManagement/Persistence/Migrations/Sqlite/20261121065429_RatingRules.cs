using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HaoChaPing.CaseManagement.Persistence.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "ExpiryProvisional",
                table: "Services",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "RatedAt",
                table: "Services",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RemindedAt",
                table: "Services",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ReminderDueAt",
                table: "Services",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CallNumberSealed",
                table: "Ratings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CountsAs",
                table: "Ratings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "EntryForm",
                table: "Ratings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "FollowsId",
                table: "Ratings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "KeyedBy",
                table: "Ratings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PackVersion",
                table: "Ratings",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Place",
                table: "Ratings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ScanId",
                table: "Ratings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SpreadTo",
                table: "Ratings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Replaced",
                table: "RatedMatters",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "CatalogueItems",
                columns: table => new
                {
                    Region = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    RatingName = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Mode = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<string>(type: "TEXT", nullable: true),
                    EnteredAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CatalogueItems", x => new { x.Region, x.Code, x.RatingName });
                });

            migrationBuilder.CreateTable(
                name: "MaliciousRaters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Region = table.Column<string>(type: "TEXT", nullable: false),
                    IdNumberHash = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneHash = table.Column<string>(type: "TEXT", nullable: true),
                    NameMasked = table.Column<string>(type: "TEXT", nullable: true),
                    CaseNumber = table.Column<string>(type: "TEXT", nullable: false),
                    RatingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Evidence = table.Column<string>(type: "TEXT", nullable: false),
                    EnteredAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EnteredBy = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RemovedBy = table.Column<string>(type: "TEXT", nullable: true),
                    RemovalReason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MaliciousRaters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OutgoingMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Region = table.Column<string>(type: "TEXT", nullable: false),
                    UnitPath = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    ServiceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CaseNumber = table.Column<string>(type: "TEXT", nullable: true),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    AddressSealed = table.Column<string>(type: "TEXT", nullable: true),
                    AddressMasked = table.Column<string>(type: "TEXT", nullable: true),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    QueuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true)
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
