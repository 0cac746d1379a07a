namespace Cutwork.Imaging;

/// <summary>Files of the pictures' own names beside them: boxes, outlines, labels, masks.</summary>
internal static class Companions
{
    private const int MostPeeked = 20;
    private const int MostDecoded = 4;
    private const int MostColors = 256; // all shades of gray, as a mask in JPEG has

    private static readonly string[] MaskEndings =
    [
        "_mask",
        "-mask",
        " mask",
        ".mask",
        "_masks",
        "_label",
        "_labels",
        "-label",
        "_gt",
        "-gt",
        "_seg",
        "-seg",
        ".seg",
        "_segmentation",
        "_annotation",
        "_trimap",
        "_matte",
        "_labelIds",
        "_labelTrainIds",
        "_instanceIds",
        "_L",
    ];

    public static OtherKind? Found(FolderSurvey folder) =>
        folder.Pictures.Length == 0 ? null : Files(folder) ?? Masks(folder);

    /// <summary>A folder of masks among folders of pictures, told by the ends of its files' names: "7_L" of "7".</summary>
    public static OtherKind? Across(FolderSurvey[] folders)
    {
        foreach (FolderSurvey masks in folders)
        {
            string[] pictures = [.. masks.PicturesBelow().Select(Stem)];
            string[] bare = [.. pictures.Select(Base).OfType<string>()];
            if (bare.Length * 10 < pictures.Length * 9)
                continue;
            foreach (FolderSurvey other in folders)
            {
                if (other == masks)
                    continue;
                HashSet<string> stems = [.. other.PicturesBelow().Select(Stem)];
                if (bare.Count(stems.Contains) * 2 > bare.Length)
                    return new OtherKind(
                        OtherKind.Masks,
                        $"{SafeName.Show(masks.Name)}/ has names as {SafeName.Show(pictures[0])} for pictures in {SafeName.Show(other.Name)}/"
                    );
            }
        }
        return null;
    }

    /// <summary>
    /// True where pictures in one folder go with those in another by their names and have as few colors as masks do. What it is asked
    /// about lies beside other folders of pictures, and may be a class called "labels".
    /// </summary>
    public static bool AreMasks(FolderSurvey masks, FolderSurvey pictures)
    {
        HashSet<string> stems = [.. pictures.PicturesBelow().Concat(pictures.Files).Select(Stem)];
        string[] paired =
        [
            .. masks
                .PicturesBelow()
                .Where(mask => stems.Contains(Stem(mask)) || stems.Contains(Base(Stem(mask)) ?? "")),
        ];
        return paired.Length * 2 > masks.PicturesBelow().Length
            && Array.TrueForAll(paired[..Math.Min(paired.Length, MostDecoded)], mask => HasFewColors(masks, mask));
    }

    private static bool HasFewColors(FolderSurvey folder, string place)
    {
        try
        {
            string path = Path.Combine(
                folder.Path,
                place[(folder.Relative.Length == 0 ? 0 : folder.Relative.Length + 1)..]
            );
            Picture picture = PictureCodec.Read(path);
            HashSet<int> colors = [];
            ReadOnlySpan<byte> pixels = picture.Pixels;
            for (
                int at = 0;
                at + picture.Channels <= pixels.Length && colors.Count <= MostColors;
                at += picture.Channels
            )
                colors.Add(
                    picture.Channels < 3 ? pixels[at] : pixels[at] | (pixels[at + 1] << 8) | (pixels[at + 2] << 16)
                );
            return colors.Count <= MostColors;
        }
        catch (PictureException)
        {
            return true;
        }
    }

    private static OtherKind? Files(FolderSurvey folder)
    {
        if (!Array.Exists(folder.Files, file => KindOf(file) is not null))
            return null;
        HashSet<string> stems = [.. folder.Pictures.Select(Stem)];
        Dictionary<string, int> looks = [];
        foreach (string file in folder.Files)
        {
            if (
                KindOf(file) is not { } ending
                || !(stems.Contains(Stem(file)) || stems.Contains(file[..^ending.Length]))
            )
                continue;
            int looked = looks.GetValueOrDefault(ending);
            if (looked == MostPeeked)
                continue;
            looks[ending] = looked + 1;
            string sign = $"{SafeName.Show(file)} beside the picture of that name";
            if (Peek.Begin(Path.Combine(folder.Path, file)) is { } text && Kind(ending, text) is { } kind)
                return ending == ".cls"
                    ? new OtherKind(
                        kind,
                        sign,
                        "Put its files into tar shards (`tar --sort=name -cf set.tar *`) and open these"
                    )
                    : new OtherKind(kind, sign);
        }
        return null;
    }

    private static string? KindOf(string file) =>
        Path.GetExtension(file).ToLowerInvariant() is ".xml" or ".json" or ".txt" or ".cls"
            ? Path.GetExtension(file)
            : null;

    private static string? Kind(string ending, string text) =>
        ending.ToLowerInvariant() switch
        {
            ".xml" => text.Contains("<annotation", StringComparison.OrdinalIgnoreCase) ? OtherKind.Voc : null,
            ".json" => text.Contains("\"shapes\"", StringComparison.Ordinal) ? OtherKind.LabelMe
            : Array.Exists(
                ["\"bbox\"", "\"boxes\"", "\"points\"", "\"polygon\"", "\"annotations\"", "\"regions\"", "\"objects\""],
                word => text.Contains(word, StringComparison.OrdinalIgnoreCase)
            )
                ? OtherKind.Annotations
            : null,
            ".txt" => IsBoxes(text) ? OtherKind.Yolo : null,
            _ => "a WebDataset outside of its shards",
        };

    // A line is a class and at least four numbers.
    private static bool IsBoxes(string text)
    {
        string line = text.Split('\n', 2)[0].Trim();
        string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length >= 5
            && Array.TrueForAll(
                fields,
                field =>
                    double.TryParse(
                        field,
                        System.Globalization.NumberStyles.Float,
                        System.Globalization.CultureInfo.InvariantCulture,
                        out _
                    )
            );
    }

    // A tenth of the pictures, so that one picture called so by chance refuses nothing.
    private static OtherKind? Masks(FolderSurvey folder)
    {
        HashSet<string>? stems = null;
        string? example = null;
        int masks = 0;
        foreach (string picture in folder.Pictures)
        {
            if (Base(Stem(picture)) is not { } bare)
                continue;
            stems ??= [.. folder.Pictures.Select(Stem)];
            if (!stems.Contains(bare))
                continue;
            masks++;
            example ??= $"{SafeName.Show(picture)} beside the picture {SafeName.Show(bare)}";
        }
        return masks > 0 && masks * 10 >= folder.Pictures.Length ? new OtherKind(OtherKind.Masks, example!) : null;
    }

    // The name of the picture that a mask belongs to: "7" of "7_mask" and of "7_mask_1".
    private static string? Base(string stem)
    {
        ReadOnlySpan<char> name = stem.AsSpan().TrimEnd("0123456789");
        name = name.Length < stem.Length && name.EndsWith('_') ? name[..^1] : stem;
        foreach (string ending in MaskEndings)
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
                return name[..^ending.Length].ToString();
        return null;
    }

    private static string Stem(string file) => Path.GetFileNameWithoutExtension(file);
}
