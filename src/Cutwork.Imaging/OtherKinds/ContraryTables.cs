namespace Cutwork.Imaging;

/// <summary>
/// Files beside or in class folders that say other things of their pictures than the folders do: COCO's annotations, and tables that name
/// pictures by their files and have labels, texts or boxes for them which are not the folders'.
/// </summary>
internal static class ContraryTables
{
    private const int MostTables = 20;
    private const int MostInClass = 3;

    // Columns that say what a picture shows. Others, such as sizes or sources, change no label.
    private static readonly HashSet<string> Saying =
    [
        "file_name",
        "label",
        "labels",
        "label_id",
        "class",
        "classes",
        "class_id",
        "classid",
        "category",
        "categories",
        "category_id",
        "target",
        "text",
        "caption",
        "captions",
        "tags",
        "breed",
        "species",
        "diagnosis",
        "dx",
        "objects",
        "bbox",
        "xmin",
    ];

    public static OtherKind? Found(FolderSurvey folder, FolderSurvey[] classes)
    {
        (FolderSurvey Place, string File)[] files =
        [
            .. folder.Files.Where(IsTable).Select(file => (folder, file)),
            .. classes.SelectMany(inner => inner.Files.Where(IsTable).Take(MostInClass).Select(file => (inner, file))),
        ];
        foreach ((FolderSurvey place, string file) in files.Take(MostTables))
        {
            if (Peek.Begin(Path.Combine(place.Path, file)) is not { } text)
                continue;
            bool isJson = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
            if (isJson ? LabelTables.IsCoco(text) : Contradicts(text, classes))
                return new OtherKind(
                    isJson ? OtherKind.Coco : OtherKind.Table,
                    $"{SafeName.Show(place.Below(file))} beside the pictures"
                );
        }
        return null;
    }

    private static bool IsTable(string file) =>
        Path.GetExtension(file).ToLowerInvariant() is ".json" or ".csv" or ".tsv" or ".jsonl" or ".ndjson";

    private static bool Contradicts(string text, FolderSurvey[] classes)
    {
        string[] lines = text.Split('\n');
        // A table has its columns' names above, JSON lines have them in each.
        if (!Array.Exists(Cells(lines[0]), cell => Saying.Contains(cell.ToLowerInvariant())))
            return false;
        bool isNamed = false;
        Dictionary<int, Dictionary<string, string>> numbers = []; // by column: the folder's, where it is one to one
        HashSet<int> mixed = [];
        foreach (string line in lines)
        {
            string[] cells = Cells(line);
            FolderSurvey[] holding = Holding(cells, classes);
            isNamed |= holding.Length > 0;
            if (Array.Exists(holding, one => cells.Contains(one.Name, StringComparer.OrdinalIgnoreCase)))
                return false;
            if (holding.Length != 1)
                continue;
            for (int column = 0; column < cells.Length; column++)
            {
                if (!numbers.TryGetValue(column, out Dictionary<string, string>? known))
                    numbers.Add(column, known = []);
                if (!int.TryParse(cells[column], out _) || !Fits(known, holding[0].Name, cells[column]))
                    mixed.Add(column);
            }
        }
        // A number for each folder is a label that agrees with it.
        return isNamed && !numbers.Any(column => column.Value.Count > 1 && !mixed.Contains(column.Key));
    }

    private static bool Fits(Dictionary<string, string> known, string folder, string number)
    {
        if (known.TryGetValue(folder, out string? before))
            return before == number;
        if (known.ContainsValue(number))
            return false;
        known.Add(folder, number);
        return true;
    }

    // The class folders that the picture in a line may lie in.
    private static FolderSurvey[] Holding(string[] cells, FolderSurvey[] classes)
    {
        if (Array.Find(cells, PictureFiles.IsPicture) is not { } picture)
            return [];
        string[] path = picture.Split('/', '\\');
        return Array.FindAll(
            classes,
            one =>
                path.Contains(one.Name, StringComparer.Ordinal)
                || (path.Length == 1 && Array.BinarySearch(one.Pictures, picture, StringComparer.Ordinal) >= 0)
        );
    }

    private static string[] Cells(string line) =>
        [.. line.Split(LabelTables.Separators).Select(cell => cell.Trim()).Where(cell => cell.Length > 0)];
}
