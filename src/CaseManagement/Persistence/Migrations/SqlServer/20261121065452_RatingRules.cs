using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HaoChaPing.CaseManagement.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class RatingRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ExpiresAt",
                table: "Services",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "ExpiryProvisional",
                table: "Services",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RatedAt",
                table: "Services",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RemindedAt",
                table: "Services",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ReminderDueAt",
                table: "Services",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CallNumberSealed",
                table: "Ratings",
                type: "nvarchar(max)",
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "CountsAs",
                table: "Ratings",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "EntryForm",
                table: "Ratings",
                type: "nvarchar(max)",
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<Guid>(
                name: "FollowsId",
                table: "Ratings",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "KeyedBy",
                table: "Ratings",
                type: "nvarchar(max)",
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "PackVersion",
                table: "Ratings",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "Place",
                table: "Ratings",
                type: "nvarchar(max)",
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<Guid>(
                name: "ScanId",
                table: "Ratings",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SpreadTo",
                table: "Ratings",
                type: "nvarchar(max)",
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<bool>(
                name: "Replaced",
                table: "RatedMatters",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "CatalogueItems",
                columns: table => new
                {
                    Region = table.Column<string>(type: "nvarchar(450)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Code = table.Column<string>(type: "nvarchar(450)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    RatingName = table.Column<string>(type: "nvarchar(450)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Name = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Mode = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    EnteredAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CatalogueItems", x => new { x.Region, x.Code, x.RatingName });
                });

            migrationBuilder.CreateTable(
                name: "MaliciousRaters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Region = table.Column<string>(type: "nvarchar(450)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    IdNumberHash = table.Column<string>(type: "nvarchar(450)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    PhoneHash = table.Column<string>(type: "nvarchar(450)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    NameMasked = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    CaseNumber = table.Column<string>(type: "nvarchar(450)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    RatingId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Evidence = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    EnteredAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    EnteredBy = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    RemovedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    RemovedBy = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    RemovalReason = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MaliciousRaters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OutgoingMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Region = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    UnitPath = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Kind = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    ServiceId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    CaseNumber = table.Column<string>(type: "nvarchar(450)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    Channel = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    AddressSealed = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    AddressMasked = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    Text = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Status = table.Column<string>(type: "nvarchar(450)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    DueAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    QueuedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    SentAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
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
