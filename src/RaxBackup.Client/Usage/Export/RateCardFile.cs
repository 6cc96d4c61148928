using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualBasic.FileIO;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RaxBackup.Client.Usage.Export;

/// <summary>A row of a rate card as it stands, and where.</summary>
internal sealed record RateRow(string Place, string Meter, string Unit, string ListUnitPrice, string Currency);

/// <summary>Reads a rate card: CSV with the columns Meter, Unit, ListUnitPrice and Currency, or a JSON array of objects with these names.</summary>
internal static class RateCardFile
{
    private static readonly string[] Columns = ["Meter", "Unit", "ListUnitPrice", "Currency"];

    public static RateCard Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            return new(path, text.TrimStart().StartsWith("[", StringComparison.Ordinal) ? JsonRows(text) : CsvRows(text));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            var failure = Failure.Of(FailureKind.InvalidArgument, nameof(Text.RateCardUnreadable), cause, path, cause.Message);
            failure.Target = path;
            throw failure;
        }
        catch (Exception cause) when (cause is MalformedLineException or FormatException or JsonException)
        {
            throw Failure.About(path, FailureKind.InvalidArgument, nameof(Text.RateCardInvalid), path, "it", cause.Message);
        }
    }

    private static IEnumerable<RateRow> CsvRows(string text)
    {
        using var parser = new TextFieldParser(new StringReader(text)) { TextFieldType = FieldType.Delimited, Delimiters = [","], HasFieldsEnclosedInQuotes = true };
        var header = parser.ReadFields() ?? [];
        var places = Columns.Select(column => Array.FindIndex(header, name => string.Equals(name, column, StringComparison.OrdinalIgnoreCase))).ToList();
        if (places.Contains(-1))
            throw new FormatException($"the column {Columns[places.IndexOf(-1)]} is missing: the first line has to name {string.Join(",", Columns)}");
        while (!parser.EndOfData)
        {
            var line = parser.LineNumber;
            var fields = parser.ReadFields()!;
            string Field(int column) => places[column] < fields.Length ? fields[places[column]] : "";
            yield return new($"line {line}", Field(0), Field(1), Field(2), Field(3));
        }
    }

    private static IEnumerable<RateRow> JsonRows(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
        var number = 0;
        foreach (var token in JArray.Load(reader))
        {
            if (token is not JObject row)
                throw new FormatException("an array of objects is expected");
            string Field(string name) => row.GetValue(name, StringComparison.OrdinalIgnoreCase) is JValue { Value: { } value }
                ? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!
                : "";
            yield return new($"row {++number}", Field(Columns[0]), Field(Columns[1]), Field(Columns[2]), Field(Columns[3]));
        }
    }
}
