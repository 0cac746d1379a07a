namespace Cutwork.Imaging;

/// <summary>Tables that say the classes, boxes or captions of pictures in one folder: CSV, JSON, JSON lines, text.</summary>
internal static class LabelTables
{
    private const int MostTables = 20;

    private static readonly HashSet<string> Names =
    [
        "label",
        "labels",
        "metadata",
        "annotation",
        "annotations",
        "class",
        "classes",
        "captions",
        "attributes",
        "list",
        "index",
        "target",
        "targets",
        "bbox",
        "bboxes",
        "boxes",
        "truth",
        "groundtruth",
        "gt",
    ];

    /// <summary>A table in the folder or right above it that tells of the folder's pictures.</summary>
    public static OtherKind? Found(FolderSurvey folder, FolderSurvey? above)
    {
        (FolderSurvey Place, string File)[] tables =
        [
            .. folder.Files.Select(file => (folder, file)),
            .. (above?.Files ?? []).Select(file => (above!, file)),
            .. folder.Folders.SelectMany(inner => inner.Files.Select(file => (inner, file))),
            .. (above?.Folders ?? [])
                .Where(beside => beside.Path != folder.Path && !beside.HasPictures)
                .SelectMany(beside => beside.Files.Select(file => (beside, file))),
        ];
        HashSet<string>? pictures = null;
        foreach ((FolderSurvey place, string file) in tables.Where(table => IsTable(table.File)).Take(MostTables))
        {
            string extension = Path.GetExtension(file).ToLowerInvariant();
            string sign = $"{SafeName.Show(file)} beside the pictures";
            bool isCalledSo = IsCalledSo(file) && extension is not (".txt" or ".json" or ".xml" or ".yaml" or ".yml");
            string? text = extension == ".xlsx" ? null : Peek.Begin(Path.Combine(place.Path, file));
            if (extension is ".yaml" or ".yml")
            {
                if (text?.Contains("names:", StringComparison.Ordinal) == true)
                    return new OtherKind(OtherKind.Yolo, sign);
                continue;
            }
            if (extension == ".json" && text is not null && IsCoco(text))
                return new OtherKind(OtherKind.Coco, sign);
            pictures ??= [.. folder.Tree().SelectMany(inner => inner.Pictures)];
            bool isMarkup = extension is ".json" or ".xml";
            if (isCalledSo || (text is not null && Mentions(text, pictures)))
                return new OtherKind(isMarkup ? OtherKind.Annotations : OtherKind.Table, sign);
        }
        return null;
    }

    private static bool IsTable(string file) =>
        !file.StartsWith("readme", StringComparison.OrdinalIgnoreCase)
        && Path.GetExtension(file).ToLowerInvariant()
            is ".csv"
                or ".xml"
                or ".tsv"
                or ".jsonl"
                or ".ndjson"
                or ".json"
                or ".txt"
                or ".lst"
                or ".xlsx"
                or ".yaml"
                or ".yml";

    private static bool IsCalledSo(string file) =>
        Part.Words(Path.GetFileNameWithoutExtension(file))
            .Any(word => Names.Contains(word.Text) || Part.Of(word.Text) is not null);

    public static bool IsCoco(string text) =>
        (Has(text, "images") && (Has(text, "annotations") || Has(text, "categories") || Has(text, "file_name")))
        || (Has(text, "annotations") && Has(text, "image_id"));

    private static bool Has(string text, string name) => text.Contains($"\"{name}\"", StringComparison.Ordinal);

    private static bool Mentions(string text, HashSet<string> pictures)
    {
        // Names with spaces in a table, and names in a list that spaces separate.
        return Array.Exists(text.Split(Separators), token => IsPicture(token.Trim()))
            || Array.Exists(text.Split([.. Separators, ' ']), IsPicture);

        bool IsPicture(string token) => pictures.Contains(token[(token.LastIndexOfAny(['/', '\\']) + 1)..]);
    }

    public static char[] Separators { get; } = [',', ';', '\t', '\r', '\n', '"', '\'', ':', '{', '}', '[', ']', '|'];
}
