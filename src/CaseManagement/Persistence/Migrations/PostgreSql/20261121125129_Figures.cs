using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HaoChaPing.CaseManagement.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Figures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "AnsweredBy",
                table: "Ratings",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Course",
                table: "Ratings",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "FigureChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Taken = table.Column<int>(type: "integer", nullable: false),
                    Region = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Month = table.Column<DateOnly>(type: "date", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Item = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ItemName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Staff = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Place = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Window = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Target = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Level = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Standing = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Course = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Pack = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Ratings = table.Column<long>(type: "bigint", nullable: false),
                    Acts = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FigureChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Figures",
                columns: table => new
                {
                    Region = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Dimension = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Grain = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Period = table.Column<DateOnly>(type: "date", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Target = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Level = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Standing = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Course = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Pack = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Ratings = table.Column<long>(type: "bigint", nullable: false),
                    Acts = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Figures", x => new { x.Region, x.Dimension, x.Grain, x.Period, x.Unit, x.Key, x.Target, x.Level, x.Standing, x.Course, x.Pack });
                });

            migrationBuilder.CreateIndex(
                name: "IX_FigureChanges_Region_Day",
                table: "FigureChanges",
                columns: new[] { "Region", "Day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FigureChanges");

            migrationBuilder.DropTable(
                name: "Figures");

            migrationBuilder.DropColumn(
                name: "AnsweredBy",
                table: "Ratings");

            migrationBuilder.DropColumn(
                name: "Course",
                table: "Ratings");
        }
    }
}
